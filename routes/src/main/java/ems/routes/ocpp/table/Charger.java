package ems.routes.ocpp.table;

import java.util.Optional;

import ems.market.party.GridId;
import ems.market.party.LeastPower;
import ems.market.party.PlugPower;
import ems.market.party.VehicleId;
import ems.market.quantity.Power;

/**
 * One row of the table: a plug, its car, and what the car and the wiring bear.
 *
 * @param phases that the car charges with, 1 to 3
 * @param leastCurrent in amperes on each phase: below it a car does not charge at all; 6 A with alternating current
 * @param leastDischarge in amperes on each phase: below it a car does not discharge at all
 * @param greatestCurrent in amperes on each phase
 * @param greatestPower in either direction
 * @param mayDischarge whether the market may take energy out of the car
 * @param withoutMarket how the car charges while no set point holds, as its owner wishes; empty: as the station likes
 */
public record Charger(
        Plug plug,
        GridId grid,
        VehicleId vehicle,
        int phases,
        int leastCurrent,
        int leastDischarge,
        int greatestCurrent,
        Power greatestPower,
        boolean mayDischarge,
        Optional<Power> withoutMarket) {

    private static final long VOLTS = 230;
    private static final long MILLIWATTS = 1_000;
    private static final long TENTHS = 10;

    /** What may move, by currents on all phases and by power. */
    public PlugPower power() {
        var least = new LeastPower(ofCurrent(leastCurrent, phases), ofCurrent(leastDischarge, phases));
        var wiring = PlugPower.upTo(Optional.of(ofCurrent(greatestCurrent, phases)));
        return new PlugPower(least, Optional.of(greatestPower), mayDischarge).and(wiring);
    }

    /** At 230 V. */
    private static Power ofCurrent(int amperes, int phases) {
        return new Power(VOLTS * amperes * phases * MILLIWATTS);
    }

    /** Power of a tenth of an ampere on each phase, mW. */
    public long ofDeciampere() {
        return VOLTS * phases * MILLIWATTS / TENTHS;
    }
}
