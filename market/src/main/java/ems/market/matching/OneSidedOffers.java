package ems.market.matching;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.Flow;
import ems.market.record.VehicleBid;

/**
 * EVs of one side that serve the same wishes, least amount first. For a wish, those that can serve it whole are a tail of the list, of which the
 * cheapest is best; those before it move all they can, of which the greatest worth less price is best. The best of each head and
 * tail is found once, and the second best, so that one EV can be left out.
 */
final class OneSidedOffers {

    /** An EV with what it can do on this side. */
    private record Standing(VehicleId vehicle, Energy amount, Energy price) {

        static int byAmount(Standing one, Standing other) {
            return Long.compare(one.amount.millijoules(), other.amount.millijoules());
        }
    }

    private final Flow flow;
    private final PairWorth worth;
    private final Standing[] standings;
    /** The best of the first k EVs, each moving all it can. */
    private final TwoBest heads;
    /** The best of the last k EVs, each moving nothing yet: the one whose price is least. */
    private final TwoBest tails;

    OneSidedOffers(List<VehicleBid> bids, Flow flow, PairWorth worth, Function<VehicleId, Energy> price) {
        this.flow = flow;
        this.worth = worth;
        standings = new Standing[bids.size()];
        for (int k = 0; k < standings.length; k++) {
            var bid = bids.get(k);
            standings[k] = new Standing(bid.vehicle(), bid.most(flow), price.apply(bid.vehicle()));
        }
        Arrays.sort(standings, Standing::byAmount);
        heads = new TwoBest(standings.length);
        tails = new TwoBest(standings.length);
        for (int k = 0; k < standings.length; k++) {
            var low = standings[k];
            // an amount too large to weigh is one that no wish exceeds, and counts in no head that is asked for
            heads.add(
                    k,
                    worth.atMost(flow, low.amount()).millijoules() - low.price().millijoules());
            int last = standings.length - 1 - k;
            tails.add(last, -standings[last].price().millijoules());
        }
    }

    /** The two best of the first k that were added, for each k, by their places in the list. */
    private final class TwoBest {

        private static final int NONE = -1;

        private final int[] first;
        private final int[] second;
        private final long[] gains;
        private int count;

        TwoBest(int most) {
            first = new int[most + 1];
            second = new int[most + 1];
            gains = new long[most];
            first[0] = NONE;
            second[0] = NONE;
        }

        void add(int place, long gain) {
            gains[place] = gain;
            boolean best = isBetter(place, first[count]);
            first[count + 1] = best ? place : first[count];
            second[count + 1] = best ? first[count] : isBetter(place, second[count]) ? place : second[count];
            count++;
        }

        /** Equal gains go by the EVs' names. */
        private boolean isBetter(int place, int other) {
            return other == NONE
                    || gains[place] > gains[other]
                    || gains[place] == gains[other]
                            && standings[place].vehicle().compareTo(standings[other].vehicle()) < 0;
        }

        /** Null if there is none but this EV. */
        @Nullable
        Standing of(int k, @Nullable VehicleId but) {
            int best = first[k] != NONE && standings[first[k]].vehicle().equals(but) ? second[k] : first[k];
            return best == NONE ? null : standings[best];
        }
    }

    /** @param but an EV to leave out, or null */
    Optional<Offer> best(Energy wish, @Nullable VehicleId but) {
        int less = less(wish);
        var greatest = heads.of(less, but);
        var cheapest = tails.of(standings.length - less, but);
        Offer partly = greatest == null ? null : offer(greatest, wish);
        Offer whole = cheapest == null ? null : offer(cheapest, wish);
        return Optional.ofNullable(whole == null || partly != null && partly.isBetterThan(whole) ? partly : whole);
    }

    private Offer offer(Standing standing, Energy wish) {
        var energy = wish.min(standing.amount());
        return new Offer(standing.vehicle(), energy, worth.of(flow, energy), standing.price());
    }

    /** How many EVs can do less than the wish. */
    private int less(Energy wish) {
        int low = 0;
        int high = standings.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (standings[middle].amount().compareTo(wish) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
