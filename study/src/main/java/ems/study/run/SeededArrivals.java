package ems.study.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.period.Arrivals;
import ems.study.demo.Draws;

/**
 * Another shuffle each period: by a hash of seed, period and party. It depends neither on the order of the list nor on
 * the grid, so all runs of a study see the same arrivals.
 */
public final class SeededArrivals implements Arrivals {

    private final long seed;

    public SeededArrivals(long seed) {
        this.seed = seed;
    }

    @Override
    public <P extends Party> List<P> inOrder(PeriodKey key, List<P> parties) {
        long period = key.period().start().getEpochSecond();
        Map<P, Long> ranks = new HashMap<>();
        for (P party : parties) {
            ranks.put(party, Draws.of(seed, party.account(), period).next());
        }
        List<P> ordered = new ArrayList<>(parties);
        ordered.sort(Comparator.comparing((P party) -> ranks.get(party)).thenComparing(Party::account));
        return ordered;
    }
}
