package ems.market.record;

import ems.market.party.OperableWindow;
import ems.market.quantity.Energy;
import ems.market.quantity.NetEnergy;

/**
 * The most energy that a party takes and gives in a period, by its own word.
 *
 * @param in most that it takes
 * @param out most that it gives
 */
public record BidLimit(Energy in, Energy out) {

    /** The limit of a party that signs nothing. */
    public static final BidLimit NONE = new BidLimit(new Energy(Long.MAX_VALUE), new Energy(Long.MAX_VALUE));

    /** What a home is bid for with: no more than it takes or gives. */
    public NetEnergy of(NetEnergy forecast) {
        return new NetEnergy(forecast.direction(), forecast.energy().min(forecast.isSurplus() ? out : in));
    }

    /** Where the stored energy of an EV may move that holds this much as the period starts. */
    public OperableWindow of(OperableWindow window, Energy held) {
        if (isNone()) {
            return window;
        }
        var floor = held.minusOrZero(out);
        var ceiling = in.compareTo(window.room(held)) < 0 ? held.plus(in) : window.ceiling();
        return new OperableWindow(floor.compareTo(window.floor()) > 0 ? floor : window.floor(), ceiling);
    }

    /** Both hold. */
    public BidLimit and(BidLimit other) {
        return new BidLimit(in.min(other.in), out.min(other.out));
    }

    /** What is left of a prosumer's limit once an EV stored or released this much of its energy. */
    public BidLimit ofProsumerAfter(Flow flow, Energy moved) {
        return flow == Flow.STORED ? less(Energy.ZERO, moved) : less(moved, Energy.ZERO);
    }

    /** What is left of an EV's limit once it stored or released this much. */
    public BidLimit ofVehicleAfter(Flow flow, Energy moved) {
        return flow == Flow.STORED ? less(moved, Energy.ZERO) : less(Energy.ZERO, moved);
    }

    private BidLimit less(Energy taken, Energy given) {
        return isNone() ? this : new BidLimit(in.minus(taken), out.minus(given));
    }

    private boolean isNone() {
        return in.millijoules() == Long.MAX_VALUE && out.millijoules() == Long.MAX_VALUE;
    }

    /** The most that may still move this way between a prosumer and an EV, of which each has this left. */
    public static Energy most(Flow flow, BidLimit prosumer, BidLimit vehicle) {
        return flow == Flow.STORED ? prosumer.out.min(vehicle.in) : prosumer.in.min(vehicle.out);
    }
}
