package ems.processes.clock;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PausesTest {

    private static final GridId GRID = new GridId("demo");
    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));

    private Pauses pauses;

    @BeforeEach
    void none() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:pauses;DB_CLOSE_DELAY=-1");
        Jdbi.create(database).useHandle(sql -> {
            sql.execute("drop all objects");
            sql.execute("runscript from 'classpath:db/migration/V13__operations.sql'");
        });
        pauses = new Pauses(database);
    }

    @Test
    void whoPausesAGridWhileAPeriodStartsIsToldOfThatPeriod() {
        var starting = new AtomicReference<Optional<MatchingPeriod>>(Optional.empty());
        pauses.unlessPaused(
                GRID,
                NOON,
                NOON.start(),
                () -> {
                    pauses.begin(new Pause(GRID, 7, NOON.start(), Optional.empty()));
                    starting.set(pauses.starting(GRID));
                },
                pause -> {
                    throw new AssertionError("it did not rest yet");
                });
        assertThat(starting.get()).contains(NOON);
        assertThat(pauses.starting(GRID)).isEmpty();
    }

    @Test
    void aGridThatRestsStartsNothing() {
        pauses.begin(new Pause(GRID, 7, NOON.start(), Optional.empty()));
        var rested = new AtomicReference<Long>();
        pauses.unlessPaused(
                GRID,
                NOON,
                NOON.start(),
                () -> {
                    throw new AssertionError("it rests");
                },
                pause -> rested.set(pause.trail()));
        assertThat(rested).hasValue(7L);
    }

    @Test
    void aPauseThatIsOverTakesNoLaterOneWithIt() {
        var over = new Pause(GRID, 7, NOON.start(), Optional.of(NOON.start().plusSeconds(30)));
        pauses.begin(over);
        pauses.begin(new Pause(GRID, 9, NOON.start(), Optional.empty()));
        assertThat(pauses.forget(over)).isFalse();
        assertThat(pauses.current(GRID, NOON.start())).map(Pause::trail).contains(9L);
    }

    @Test
    void aPauseThatIsOverIsForgottenAsThePeriodStarts() {
        pauses.begin(new Pause(GRID, 7, NOON.start(), Optional.of(NOON.start().plusSeconds(30))));
        var started = new AtomicReference<>(false);
        pauses.unlessPaused(GRID, NOON.next(), NOON.next().start(), () -> started.set(true), pause -> {
            throw new AssertionError("it is over");
        });
        assertThat(started).hasValue(true);
    }

    @Test
    void aPeriodThatCouldNotBeStartedIsStartingNoMore() {
        assertThatThrownBy(() -> pauses.unlessPaused(
                        GRID,
                        NOON,
                        NOON.start(),
                        () -> {
                            throw new IllegalStateException("the store is full");
                        },
                        pause -> {}))
                .hasMessage("the store is full");
        assertThat(pauses.starting(GRID)).isEmpty();
    }
}
