package ems.market.matching;

import java.util.List;
import java.util.Optional;

import ems.market.quantity.Energy;
import ems.market.quantity.NetEnergy;
import ems.market.record.Flow;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

/**
 * Which wishes of one side the EVs serve, by their least powers.
 *
 * @param any the least wish that some EV serves; empty: none serves this side
 * @param all the least wish that all of these serve
 */
record ServedWishes(Flow flow, Optional<Energy> any, Optional<Energy> all) {

    static ServedWishes of(Flow flow, List<VehicleBid> vehicles) {
        Optional<Energy> any = Optional.empty();
        Optional<Energy> all = Optional.empty();
        for (VehicleBid bid : vehicles) {
            var least = bid.leastServed(flow);
            if (least.isPresent()) {
                any = Optional.of(any.map(least.get()::min).orElse(least.get()));
                all = all.filter(most -> most.compareTo(least.get()) >= 0).or(() -> least);
            }
        }
        return new ServedWishes(flow, any, all);
    }

    /** Whether some of the EVs serve the wish, and others that could do something on this side do not. */
    boolean divide(ProsumerBid bid) {
        return isOfThisSide(bid.forecast())
                && any.filter(least -> least.compareTo(bid.forecast().energy()) <= 0)
                        .isPresent()
                && all.filter(least -> least.compareTo(bid.forecast().energy()) > 0)
                        .isPresent();
    }

    /** The wish, or nothing where no EV serves it. */
    Energy served(ProsumerBid bid) {
        var wish = bid.forecast().energy();
        return any.filter(least -> least.compareTo(wish) <= 0).isPresent() ? wish : Energy.ZERO;
    }

    /** What the EV can move on this side; nothing where it serves no wish. */
    Energy most(VehicleBid bid) {
        return bid.leastServed(flow).isPresent() ? bid.most(flow) : Energy.ZERO;
    }

    private boolean isOfThisSide(NetEnergy forecast) {
        return Flow.of(forecast) == flow;
    }
}
