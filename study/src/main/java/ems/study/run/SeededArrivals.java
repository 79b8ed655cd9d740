package ems.study.run;

import java.util.ArrayList;
import java.util.List;

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

    private record Ranked<P>(P party, String account, long rank) implements Comparable<Ranked<?>> {

        @Override
        public int compareTo(Ranked<?> other) {
            return rank != other.rank ? Long.compare(rank, other.rank) : account.compareTo(other.account);
        }
    }

    @Override
    public <P extends Party> List<P> inOrder(PeriodKey key, List<P> parties) {
        long period = key.period().start().getEpochSecond();
        List<Ranked<P>> ranked = new ArrayList<>(parties.size());
        for (P party : parties) {
            String account = party.account();
            ranked.add(
                    new Ranked<>(party, account, Draws.of(seed, account, period).next()));
        }
        ranked.sort(null);
        List<P> ordered = new ArrayList<>(parties.size());
        ranked.forEach(each -> ordered.add(each.party()));
        return ordered;
    }
}
