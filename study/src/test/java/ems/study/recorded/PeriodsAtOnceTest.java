package ems.study.recorded;

import java.time.Instant;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.PeriodRecord;
import ems.market.record.Revocation;

import static org.assertj.core.api.Assertions.assertThat;

/** Books of large grids are read in small parts: many of their periods would not fit the memory. */
class PeriodsAtOnceTest {

    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2024-06-01T12:00:00Z"));

    private final PeriodsAtOnce atOnce = new PeriodsAtOnce();

    private long after(int entries) {
        Entry entry = new Revocation(new ProsumerId("L1"), "left");
        atOnce.saw(List.of(
                PeriodRecord.sealed(new PeriodKey(new GridId("demo"), NOON), Collections.nCopies(entries, entry))));
        return NOON.periodsUntil(atOnce.after(NOON));
    }

    @Test
    void beginsWithOne() {
        assertThat(NOON.periodsUntil(atOnce.after(NOON))).isEqualTo(1);
        assertThat(atOnce.before(NOON)).isEqualTo(NOON.previous());
    }

    @Test
    void goesOnWithAnHourOfSmallOnes() {
        assertThat(after(30)).isEqualTo(60);
    }

    @Test
    void readsLargeOnesFewByFew() {
        assertThat(after(65_000)).isEqualTo(3);
        assertThat(after(1_000_000)).isEqualTo(1);
    }
}
