package ems.study.result;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ems.market.party.OperableWindow;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;

/**
 * How one EV spent a day: what it held, what flowed, and at which prices.
 *
 * @param start instant of the first value
 * @param step time between two values; 1 to 10 minutes reads well
 * @param stored stored energy at each step
 * @param milliwatts mean power traded over each step: above zero the EV stores, below zero it releases
 * @param away when it could not trade because it drove or stood away from a charger
 * @param prices each holds from its instant to the next
 */
public record VehicleDay(
        String vehicle,
        Instant start,
        Duration step,
        Energy capacity,
        Energy reserve,
        OperableWindow window,
        List<Energy> stored,
        List<Long> milliwatts,
        List<Away> away,
        List<PriceStep> prices) {

    /** From its start until before its end. */
    public record Away(Instant start, Instant end, boolean driving) {}

    /** What the EV pays a prosumer for energy that it stores, and asks for energy that it releases. */
    public record PriceStep(Instant from, Price storing, Price releasing) {}

    public VehicleDay {
        stored = List.copyOf(stored);
        milliwatts = List.copyOf(milliwatts);
        away = List.copyOf(away);
        prices = List.copyOf(prices);
    }
}
