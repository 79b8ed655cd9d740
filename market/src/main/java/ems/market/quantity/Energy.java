package ems.market.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * An amount of energy without a sign. Power times whole seconds is exact in this unit, so sums of samples are exact.
 *
 * @param millijoules at least 0 mJ (mW s); 1 kWh = 3.6e9 mJ
 */
public record Energy(long millijoules) implements Comparable<Energy> {

    public static final Energy ZERO = new Energy(0);
    public static final long MILLIJOULES_PER_KILOWATT_HOUR = 3_600_000_000L;
    private static final BigDecimal PER_KILOWATT_HOUR = BigDecimal.valueOf(MILLIJOULES_PER_KILOWATT_HOUR);
    private static final int PRINTED_DECIMALS = 9;

    public Energy {
        if (millijoules < 0) {
            throw new IllegalArgumentException("energy of " + millijoules + " mJ is negative");
        }
    }

    /** Energy of a constant power over whole seconds, exactly. */
    public static Energy of(Power power, Duration time) {
        if (time.getNano() != 0) {
            throw new IllegalArgumentException("time of " + time + " is not in whole seconds");
        }
        return new Energy(Math.multiplyExact(power.milliwatts(), time.getSeconds()));
    }

    /** Kilowatt-hours, rounded half-even to a millijoule. */
    public static Energy ofKilowattHours(BigDecimal kilowattHours) {
        if (kilowattHours.signum() < 0) {
            throw new IllegalArgumentException("energy of " + kilowattHours + " kWh is negative");
        }
        if (!HalfEven.fits(kilowattHours, 9)) {
            throw new IllegalArgumentException("energy of " + kilowattHours + " kWh is above 10^9 kWh");
        }
        return new Energy(HalfEven.scaled(kilowattHours.multiply(PER_KILOWATT_HOUR), 0));
    }

    public static Energy ofKilowattHours(String kilowattHours) {
        return ofKilowattHours(new BigDecimal(kilowattHours));
    }

    public Energy plus(Energy other) {
        return new Energy(Math.addExact(millijoules, other.millijoules));
    }

    /** @throws IllegalArgumentException if the other is larger: energy never goes below nothing */
    public Energy minus(Energy other) {
        return new Energy(millijoules - other.millijoules);
    }

    /** What is left after taking the other away, or nothing. */
    public Energy minusOrZero(Energy other) {
        return other.millijoules >= millijoules ? ZERO : new Energy(millijoules - other.millijoules);
    }

    public Energy min(Energy other) {
        return millijoules <= other.millijoules ? this : other;
    }

    public boolean isZero() {
        return millijoules == 0;
    }

    /** Kilowatt-hours for people and files, half-even at 9 decimals (3.6 mJ); compute with {@link #millijoules()}. */
    public BigDecimal toKilowattHours() {
        return BigDecimal.valueOf(millijoules).divide(PER_KILOWATT_HOUR, PRINTED_DECIMALS, RoundingMode.HALF_EVEN);
    }

    @Override
    public int compareTo(Energy other) {
        return Long.compare(millijoules, other.millijoules);
    }
}
