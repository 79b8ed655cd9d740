package ems.market.horizon;

import java.util.Optional;
import java.util.function.Supplier;

import ems.market.party.FleetFill;
import ems.market.party.PeriodKey;
import ems.market.quantity.HorizonPrice;
import ems.market.record.HorizonDay;

/** Port: what storing shall count beside releasing in a period, before its pairs are chosen. Asked once; the answer is recorded. */
@FunctionalInterface
public interface FindHorizonPrice {

    /** Storing and releasing count alike, and nothing is recorded. */
    FindHorizonPrice OFF = (period, fill) -> Optional.empty();

    /**
     * The price of this period; empty if it has none.
     *
     * @param fill of the fleet as the period starts; counted when it is asked for
     */
    Optional<HorizonPrice> of(PeriodKey period, Supplier<FleetFill> fill);

    /** The plan that begins with this period, and is recorded before its price; empty: the one before goes on, or there is none. */
    default Optional<HorizonDay> begins(PeriodKey period) {
        return Optional.empty();
    }

    /** The same price in every period, which no plan binds to. */
    static FindHorizonPrice always(HorizonPrice price) {
        return (period, fill) -> Optional.of(price);
    }
}
