package ems.market.party;

import ems.market.quantity.Power;

/**
 * A car takes nothing or at least this: below 6 A on each of its phases a charger for alternating current does not charge at all.
 *
 * @param charging least power into the car, 1.38 kW at 6 A on one phase of 230 V; 0: any power will do
 * @param discharging least power out of it; 0: any power will do
 */
public record LeastPower(Power charging, Power discharging) {

    public static final LeastPower NONE = new LeastPower(Power.ZERO, Power.ZERO);

    public boolean isNone() {
        return charging.milliwatts() == 0 && discharging.milliwatts() == 0;
    }

    /** Both hold, as of a car and of the charger where it stands. */
    public LeastPower and(LeastPower other) {
        return new LeastPower(greater(charging, other.charging), greater(discharging, other.discharging));
    }

    private static Power greater(Power one, Power other) {
        return one.milliwatts() >= other.milliwatts() ? one : other;
    }
}
