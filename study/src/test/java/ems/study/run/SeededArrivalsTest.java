package ems.study.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.study.demo.DemoFleet;

import static org.assertj.core.api.Assertions.assertThat;

class SeededArrivalsTest {

    private static final List<ProsumerId> PARTIES = DemoFleet.prosumerIds(5);

    @Property(tries = 100)
    void theOrderOfTheListAndTheGridDoNotMatter(@ForAll long seed, @ForAll Random random) {
        List<ProsumerId> shuffled = new ArrayList<>(PARTIES);
        Collections.shuffle(shuffled, random);
        var arrivals = new SeededArrivals(seed);

        assertThat(arrivals.inOrder(key("a", 0), shuffled)).isEqualTo(arrivals.inOrder(key("b", 0), PARTIES));
    }

    @Test
    void everyoneComesFirstNowAndThen() {
        var first = new HashSet<ProsumerId>();
        for (int minute = 0; minute < 100; minute++) {
            first.add(new SeededArrivals(1).inOrder(key("a", minute), PARTIES).get(0));
        }

        assertThat(first).containsExactlyInAnyOrderElementsOf(PARTIES);
    }

    private static PeriodKey key(String grid, int minute) {
        return new PeriodKey(new GridId(grid), new MatchingPeriod(Instant.ofEpochSecond(60L * minute)));
    }
}
