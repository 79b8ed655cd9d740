package ems.market.quantity;

import java.math.BigDecimal;

/**
 * An amount of power without a sign: production, consumption or the limit of a charger.
 *
 * @param milliwatts in [0, 10^12] mW (one gigawatt: more is a broken meter)
 */
public record Power(long milliwatts) {

    public static final Power ZERO = new Power(0);
    private static final long MAX_MILLIWATTS = 1_000_000_000_000L;
    /** Digits of a number of kilowatts that still fits a {@code long} of milliwatts. */
    private static final int MAX_DIGITS = 12;

    public Power {
        if (milliwatts < 0 || milliwatts > MAX_MILLIWATTS) {
            throw new IllegalArgumentException("power of " + milliwatts + " mW is outside [0, 10^12] mW");
        }
    }

    /** Watts, rounded half-even to a milliwatt. */
    public static Power ofWatts(BigDecimal watts) {
        return of(watts, 3, "W");
    }

    /** Kilowatts, rounded half-even to a milliwatt. */
    public static Power ofKilowatts(BigDecimal kilowatts) {
        return of(kilowatts, 6, "kW");
    }

    private static Power of(BigDecimal value, int scale, String unit) {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("power of " + value + " " + unit + " is negative");
        }
        if (!HalfEven.fits(value, MAX_DIGITS)) {
            throw new IllegalArgumentException("power of " + value + " " + unit + " is above 1 GW");
        }
        return new Power(HalfEven.scaled(value, scale));
    }

    public Power times(int factor) {
        return new Power(Math.multiplyExact(milliwatts, factor));
    }

    public BigDecimal toKilowatts() {
        return BigDecimal.valueOf(milliwatts, 6);
    }
}
