package ems.market.matching;

import java.util.ArrayList;
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
 * three. A wish looks at the groups that serve it: O(log m) for each, and there are as many as there are different least powers.
 */
final class OffersToOneSide {

    private final TreeMap<Energy, OneSidedOffers> byLeastServed = new TreeMap<>();

    OffersToOneSide(List<VehicleBid> bids, Flow flow, Function<VehicleId, Energy> price) {
        var groups = new TreeMap<Energy, List<VehicleBid>>();
        for (VehicleBid bid : bids) {
            bid.leastServed(flow)
                    .ifPresent(least -> groups.computeIfAbsent(least, first -> new ArrayList<>())
                            .add(bid));
        }
        groups.forEach(
                (least, group) -> byLeastServed.put(least, new OneSidedOffers(group, bid -> bid.most(flow), price)));
    }

    /** @param but an EV to leave out, or null */
    Optional<Offer> best(Energy wish, @Nullable VehicleId but) {
        @Nullable Offer best = null;
        for (OneSidedOffers group : byLeastServed.headMap(wish, true).values()) {
            var offer = group.best(wish, but);
            if (offer.isPresent() && (best == null || offer.get().isBetterThan(best))) {
                best = offer.get();
            }
        }
        return Optional.ofNullable(best);
    }
}
