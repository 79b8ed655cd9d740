package ems.market.horizon;

import java.util.Optional;
import java.util.function.Supplier;

import ems.market.party.FleetFill;
import ems.market.party.PeriodKey;
import ems.market.quantity.HorizonPrice;

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

    /** The same price in every period. */
    static FindHorizonPrice always(HorizonPrice price) {
        return (period, fill) -> Optional.of(price);
    }
}
