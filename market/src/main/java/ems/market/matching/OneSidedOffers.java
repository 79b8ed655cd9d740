package ems.market.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.VehicleBid;

/**
 * The EVs of one side, least amount first. For a wish, those that can serve it whole are a tail of the list, of which the
 * cheapest is best; those before it move all they can, of which the greatest amount less price is best. The best of each head and
 * tail is found once, and the second best, so that one EV can be left out.
 */
final class OneSidedOffers {

    /** An EV with what it can do on this side. */
    private record Standing(VehicleId vehicle, Energy amount, Energy price) {

        Offer to(Energy wish) {
            return new Offer(vehicle, wish.min(amount), price);
        }
    }

    /** The two best of a part of the list; null where there is none. */
    private record Best(@Nullable Offer first, @Nullable Offer second) {

        static final Best NONE = new Best(null, null);

        Best with(Offer offer) {
            if (first == null || offer.isBetterThan(first)) {
                return new Best(offer, first);
            }
            return second == null || offer.isBetterThan(second) ? new Best(first, offer) : this;
        }

        @Nullable
        Offer but(@Nullable VehicleId vehicle) {
            return first != null && first.vehicle().equals(vehicle) ? second : first;
        }
    }

    private final List<Standing> standings = new ArrayList<>();
    /** The best of the first k EVs, each moving all it can. */
    private final List<Best> heads = new ArrayList<>();
    /** The best of the last k EVs, each moving nothing yet: the one whose price is least. */
    private final List<Best> tails = new ArrayList<>();

    OneSidedOffers(List<VehicleBid> bids, Function<VehicleBid, Energy> amount, Function<VehicleId, Energy> price) {
        bids.forEach(bid -> standings.add(new Standing(bid.vehicle(), amount.apply(bid), price.apply(bid.vehicle()))));
        standings.sort(Comparator.comparing(Standing::amount));
        heads.add(Best.NONE);
        tails.add(Best.NONE);
        for (int k = 0; k < standings.size(); k++) {
            var low = standings.get(k);
            heads.add(heads.get(k).with(low.to(low.amount())));
            var high = standings.get(standings.size() - 1 - k);
            tails.add(tails.get(k).with(high.to(Energy.ZERO)));
        }
    }

    /** @param but an EV to leave out, or null */
    Optional<Offer> best(Energy wish, @Nullable VehicleId but) {
        int less = less(wish);
        Offer partly = heads.get(less).but(but);
        Offer cheapest = tails.get(standings.size() - less).but(but);
        Offer whole = cheapest == null ? null : new Offer(cheapest.vehicle(), wish, cheapest.shadowPrice());
        return Optional.ofNullable(whole == null || partly != null && partly.isBetterThan(whole) ? partly : whole);
    }

    /** How many EVs can do less than the wish. */
    private int less(Energy wish) {
        int low = 0;
        int high = standings.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (standings.get(middle).amount().compareTo(wish) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
