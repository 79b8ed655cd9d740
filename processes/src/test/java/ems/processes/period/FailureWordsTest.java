package ems.processes.period;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A person reads why a step failed, and no name of a Java class. */
class FailureWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the grid's prices are missing",
                "java.lang.IllegalStateException - the grid's prices are missing",
                "java.lang.IllegalArgumentException: the grid's prices are missing",
                "io.quarkus.narayana.jta.QuarkusTransactionException: java.lang.IllegalStateException: the grid's prices are"
                        + " missing",
                "ems.market.ledger.AnchorUnavailable - the grid's prices are missing"
            })
    void the_reason_comes_without_the_classes_before_it(String engines) {
        assertThat(FailureWords.of(engines)).isEqualTo("the grid's prices are missing");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "java.lang.NullPointerException - Cannot invoke \"String.indexOf(int)\" because \"text\" is null",
                "java.lang.IllegalStateException - null",
                "java.lang.ClassCastException - class a cannot be cast",
                "org.h2.jdbc.JdbcSQLIntegrityConstraintViolationException - Unique index or primary key violation",
                "java.lang.IllegalStateException - the copy broke: java.nio.file.NoSuchFileException",
                "NullPointerException"
            })
    void what_has_no_sentence_of_the_market_is_not_shown(String engines) {
        assertThat(FailureWords.of(engines))
                .isEqualTo("something went wrong that has no words of its own; the market's log says what and where");
    }

    @Test
    void a_reason_may_name_files_and_instants() {
        assertThat(FailureWords.of(
                        "java.lang.IllegalStateException - demo/2026-06-21T12:02:00Z comes too late: see soc.csv"))
                .isEqualTo("demo/2026-06-21T12:02:00Z comes too late: see soc.csv");
    }
}
