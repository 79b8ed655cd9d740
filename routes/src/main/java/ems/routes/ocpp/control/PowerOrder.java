package ems.routes.ocpp.control;

import java.math.BigDecimal;
import java.math.RoundingMode;

import ems.market.period.SetPoint;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.Flow;
import ems.routes.ocpp.table.Charger;

/**
 * Power that a charger should move: nothing, or no less than the car's least power, after rounding too.
 *
 * @param flow into the car or out of it
 * @param power 0: the car stands still
 * @param least the car stands still below it
 */
record PowerOrder(Flow flow, Power power, Power least) {

    private static final int DECIMALS = 1;
    private static final int MILLI = 3;

    /** Any power will do. */
    PowerOrder(Flow flow, Power power) {
        this(flow, power, Power.ZERO);
    }

    /**
     * The mean power of a set point, as far as the charger bears it. Below the least power of car or charger nothing flows, nor out of
     * a car that may not discharge.
     */
    static PowerOrder of(SetPoint point, Charger charger) {
        long wanted = point.energy().millijoules() / MatchingPeriod.LENGTH.toSeconds();
        long most = charger.mostPower().milliwatts();
        var power = new Power(Math.min(wanted, most));
        var ofCharger = point.flow().least(charger.leastPower());
        var least = new Power(Math.max(point.least().milliwatts(), ofCharger.milliwatts()));
        boolean forbidden = point.flow() == Flow.RELEASED && !charger.mayDischarge();
        boolean impossible = forbidden || power.milliwatts() < least.milliwatts();
        return new PowerOrder(point.flow(), impossible ? Power.ZERO : power, least);
    }

    boolean isDischarge() {
        return flow == Flow.RELEASED && power.milliwatts() > 0;
    }

    /** Watts, to a tenth, rounded towards 0; below 0 out of the car. */
    BigDecimal watts() {
        var watts = BigDecimal.valueOf(power.milliwatts(), MILLI).setScale(DECIMALS, RoundingMode.DOWN);
        return isPossible(watts.movePointRight(MILLI).longValueExact())
                ? signed(watts)
                : BigDecimal.valueOf(0, DECIMALS);
    }

    /** Amperes on each phase at 230 V, to a tenth, rounded towards 0; below 0 out of the car. */
    BigDecimal amperes(Charger charger) {
        long deciamperes = charger.deciamperes(power);
        return isPossible(charger.ofDeciamperes(deciamperes).milliwatts())
                ? signed(BigDecimal.valueOf(deciamperes, DECIMALS))
                : BigDecimal.valueOf(0, DECIMALS);
    }

    private boolean isPossible(long milliwatts) {
        return milliwatts >= least.milliwatts();
    }

    private BigDecimal signed(BigDecimal value) {
        return isDischarge() ? value.negate() : value;
    }
}
