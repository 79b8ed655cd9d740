package ems.people.token;

import java.time.Duration;
import javax.sql.DataSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.people.TestClock;
import ems.people.person.OwnParty;

import static org.assertj.core.api.Assertions.assertThat;

/** What ended certificates must do on each database. */
public abstract class EndedCertificatesContract {

    private static final OwnParty HOME = OwnParty.parse("prosumer:L1");
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestClock clock = new TestClock();
    private EndedCertificates ended;

    protected abstract DataSource emptyDatabase();

    @BeforeEach
    void none() {
        ended = new EndedCertificates(emptyDatabase(), clock);
    }

    @Test
    void thoseThatHoldFromBeforeTheEndHoldNoMore() {
        var issued = clock.instant();
        assertThat(ended.holds(HOME, issued)).isTrue();
        clock.move(HOUR);
        ended.end(HOME);
        assertThat(ended.holds(HOME, issued)).isFalse();
        assertThat(ended.holds(OwnParty.parse("prosumer:L2"), issued))
                .as("another party's")
                .isTrue();
        clock.move(HOUR);
        var next = clock.instant();
        assertThat(ended.holds(HOME, next)).as("a later one").isTrue();
        clock.move(HOUR);
        ended.end(HOME);
        assertThat(ended.holds(HOME, next)).isFalse();
        assertThat(ended.all()).containsOnlyKeys("prosumer:L1");
    }
}
