package ems.market.matching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.Flow;
import ems.market.record.VehicleBid;

/**
 * The EVs of one side by the least wish that they serve: those that serve any, those that begin at 6 A on one phase, those that need
 * three. A wish is served by all up to some least wish; they are kept as a Fenwick tree, so that k different least powers of m EVs cost
 * O(m log k) memory and a wish O(log k log m), and not a look at each of them.
 *
 * <p>Source: P. M. Fenwick, "A new data structure for cumulative frequency tables", Software: Practice and Experience 24(3), 1994.
 */
final class OffersToOneSide {

    /** Each least wish once, the least first. */
    private final List<Energy> leastServed;
    /** The k-th from 1: EVs of the k-th least wish and of those before it, as many in all as the lowest bit of k says. */
    private final List<OneSidedOffers> upTo = new ArrayList<>();

    OffersToOneSide(List<VehicleBid> bids, Flow flow, PairWorth worth, Function<VehicleId, Energy> price) {
        var groups = new TreeMap<Energy, List<VehicleBid>>();
        for (VehicleBid bid : bids) {
            bid.leastServed(flow)
                    .ifPresent(least -> groups.computeIfAbsent(least, first -> new ArrayList<>())
                            .add(bid));
        }
        leastServed = List.copyOf(groups.keySet());
        for (List<VehicleBid> tail : tails(List.copyOf(groups.values()))) {
            upTo.add(new OneSidedOffers(tail, flow, worth, price));
        }
    }

    private static List<List<VehicleBid>> tails(List<List<VehicleBid>> groups) {
        List<List<VehicleBid>> tails = new ArrayList<>();
        groups.forEach(group -> tails.add(new ArrayList<>()));
        for (int group = 1; group <= groups.size(); group++) {
            for (int k = group; k <= groups.size(); k += Integer.lowestOneBit(k)) {
                tails.get(k - 1).addAll(groups.get(group - 1));
            }
        }
        return tails;
    }

    /** @param but an EV to leave out, or null */
    Optional<Offer> best(Energy wish, @Nullable VehicleId but) {
        @Nullable Offer best = null;
        for (OneSidedOffers some : serving(wish)) {
            var offer = some.best(wish, but);
            if (offer.isPresent() && (best == null || offer.get().isBetterThan(best))) {
                best = offer.get();
            }
        }
        return Optional.ofNullable(best);
    }

    /** All EVs that serve the wish, each in one of these. */
    List<OneSidedOffers> serving(Energy wish) {
        List<OneSidedOffers> serving = new ArrayList<>();
        for (int k = served(wish); k > 0; k -= Integer.lowestOneBit(k)) {
            serving.add(upTo.get(k - 1));
        }
        return serving;
    }

    /** How many of the least wishes are not above this one. */
    private int served(Energy wish) {
        int found = Collections.binarySearch(leastServed, wish);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
