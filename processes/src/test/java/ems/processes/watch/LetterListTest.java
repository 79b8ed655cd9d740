package ems.processes.watch;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetter;
import ems.routes.store.JdbcDeadLetters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Refused messages one by one, as an operator looks for them. */
@QuarkusTest
class LetterListTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    @Inject
    DataSource database;

    @Inject
    LetterList list;

    @Test
    void each_message_is_found_by_what_it_is_and_page_by_page() {
        var grid = new GridId("letters-one-by-one");
        var letters = JdbcDeadLetters.of(database, grid);
        for (int i = 0; i < 5; i++) {
            letters.add(new DeadLetter(
                    "readings", NOON.plusSeconds(i), "message " + i, "power of 12" + i + " kW is above 100 kW"));
        }
        letters.add(new DeadLetter("vehicles", NOON.plusSeconds(8), "0 %", "suspect: a state of charge of 0 kWh"));
        letters.add(new DeadLetter("bids", NOON.plusSeconds(9), "x", "the message is empty"));

        assertThat(texts(grid, null, null, null, null)).startsWith("x", "0 %", "message 4");
        assertThat(texts(grid, "suspect", null, null, null)).containsExactly("0 %");
        assertThat(texts(grid, "refused", null, null, null)).hasSize(6).doesNotContain("0 %");
        assertThat(texts(grid, null, "bids", null, null)).containsExactly("x");
        assertThat(texts(grid, null, "readings", "power of # kW is above # kW", null))
                .hasSize(5);
        assertThat(texts(grid, null, null, null, "POWER OF 123")).containsExactly("message 3");
        assertThat(texts(grid, null, null, null, "nothing like it")).isEmpty();

        var first = list.of(grid, LetterQuery.asked(null, "readings", null, null, null, "3"), NOON);
        assertThat(first.rows())
                .extracting(RefusedLetters.Row::text)
                .containsExactly("message 4", "message 3", "message 2");
        var next = Long.toString(first.next().orElseThrow());
        var second = list.of(grid, LetterQuery.asked(null, "readings", null, null, next, "3"), NOON);
        assertThat(second.rows()).extracting(RefusedLetters.Row::text).containsExactly("message 1", "message 0");
        assertThat(second.next()).isEmpty();
    }

    private List<String> texts(GridId grid, String kind, String door, String group, String part) {
        return list.of(grid, LetterQuery.asked(kind, door, group, part, null, null), NOON).rows().stream()
                .map(RefusedLetters.Row::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "odd |      |     | should be any, suspect or refused",
                "    | -1   |     | whole number in [1,",
                "    | many |     | whole number in [1,",
                "    |      | 201 | whole number in [1, 200]"
            })
    void what_makes_no_sense_is_refused(String kind, String before, String limit, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LetterQuery.asked(kind, null, null, null, before, limit))
                .withMessageContaining(why);
    }
}
