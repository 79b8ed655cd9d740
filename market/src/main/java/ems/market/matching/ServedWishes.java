package ems.market.matching;

import java.util.Comparator;
import java.util.Optional;

import ems.market.quantity.Energy;
import ems.market.record.Flow;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

/**
 * Which wishes of one side the EVs serve, by their least powers. Who can move nothing counts for nothing: a home without a wish
 * on this side, an EV without room or energy for it, and one whose least power is above every wish.
 *
 * @param greatest the greatest wish of this side
 * @param any the least wish that some EV serves; empty: none serves this side
 * @param all the least wish that all of these serve
 */
record ServedWishes(Flow flow, Energy greatest, Optional<Energy> any, Optional<Energy> all) {

    static ServedWishes of(Flow flow, Community community) {
        Energy greatest = greatestWish(flow, community);
        Optional<Energy> any = Optional.empty();
        Optional<Energy> all = Optional.empty();
        for (VehicleBid bid : community.vehicles()) {
            var least = leastServed(flow, greatest, bid);
            if (least.isPresent()) {
                any = Optional.of(any.map(least.get()::min).orElse(least.get()));
                all = all.filter(most -> most.compareTo(least.get()) >= 0).or(() -> least);
            }
        }
        return new ServedWishes(flow, greatest, any, all);
    }

    private static Energy greatestWish(Flow flow, Community community) {
        return community.prosumers().stream()
                .filter(bid -> Flow.of(bid.forecast()) == flow)
                .map(bid -> bid.forecast().energy())
                .max(Comparator.naturalOrder())
                .orElse(Energy.ZERO);
    }

    /** The least wish of this side that the EV serves; empty if it serves none. */
    private static Optional<Energy> leastServed(Flow flow, Energy greatest, VehicleBid bid) {
        return bid.most(flow).isZero()
                ? Optional.empty()
                : bid.leastServed(flow).filter(least -> least.compareTo(greatest) <= 0);
    }

    /** Whether some of the EVs serve the wish, and others that serve a wish of this side do not. */
    boolean divide(ProsumerBid bid) {
        return !served(bid).isZero()
                && all.filter(least -> least.compareTo(bid.forecast().energy()) > 0)
                        .isPresent();
    }

    /** The wish, or nothing where no EV serves it, or where it is one of the other side. */
    Energy served(ProsumerBid bid) {
        var wish = bid.forecast().energy();
        return Flow.of(bid.forecast()) == flow
                        && any.filter(least -> least.compareTo(wish) <= 0).isPresent()
                ? wish
                : Energy.ZERO;
    }

    /** What the EV can move on this side; nothing where it serves no wish. */
    Energy most(VehicleBid bid) {
        return leastServed(flow, greatest, bid).isPresent() ? bid.most(flow) : Energy.ZERO;
    }
}
