package ems.routes.ocpp.control;

import java.math.BigDecimal;
import java.math.RoundingMode;

import ems.market.period.SetPoint;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.Flow;
import ems.routes.ocpp.table.Charger;

/**
 * Power that a charger should move.
 *
 * @param flow into the car or out of it
 * @param power 0: the car stands still
 */
record PowerOrder(Flow flow, Power power) {

    private static final int DECIMALS = 1;
    private static final int MILLI = 3;

    /**
     * The mean power of a set point, as far as the charger bears it. Below its least power a car does not charge at all; out of a car
     * that may not discharge nothing flows.
     */
    static PowerOrder of(SetPoint point, Charger charger) {
        long wanted = point.energy().millijoules() / MatchingPeriod.LENGTH.toSeconds();
        long most = charger.mostPower().milliwatts();
        var power = new Power(Math.min(wanted, most));
        boolean impossible = point.flow() == Flow.RELEASED
                ? !charger.mayDischarge()
                : power.milliwatts() < charger.leastPower().milliwatts();
        return new PowerOrder(point.flow(), impossible ? Power.ZERO : power);
    }

    boolean isDischarge() {
        return flow == Flow.RELEASED && power.milliwatts() > 0;
    }

    /** Watts, to a tenth, rounded towards 0; below 0 out of the car. */
    BigDecimal watts() {
        return signed(BigDecimal.valueOf(power.milliwatts(), MILLI).setScale(DECIMALS, RoundingMode.DOWN));
    }

    /** Amperes on each phase at 230 V, to a tenth, rounded towards 0; below 0 out of the car. */
    BigDecimal amperes(Charger charger) {
        return signed(BigDecimal.valueOf(charger.deciamperes(power), DECIMALS));
    }

    private BigDecimal signed(BigDecimal value) {
        return isDischarge() ? value.negate() : value;
    }
}
