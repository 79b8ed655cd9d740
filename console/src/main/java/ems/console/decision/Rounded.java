package ems.console.decision;

import java.math.BigDecimal;
import java.math.RoundingMode;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;

/** Quantities for people, half-even: with at most six decimals a JSON number never turns into an exponent. */
public final class Rounded {

    private static final int SIX = 6;
    private static final int THREE = 3;
    private static final long MILLIJOULES_PER_WATT_SAMPLE = 10_000;

    private Rounded() {}

    /** kWh at six decimals. */
    public static BigDecimal kilowattHours(Energy energy) {
        return energy.toKilowattHours().setScale(SIX, RoundingMode.HALF_EVEN);
    }

    /** The same for millijoules that may be below 0. */
    public static BigDecimal kilowattHours(long millijoules) {
        var size = kilowattHours(new Energy(Math.abs(millijoules)));
        return millijoules < 0 ? size.negate() : size;
    }

    /** With unit, at the three decimals of the page. */
    public static String shownKilowattHours(Energy energy) {
        return energy.toKilowattHours().setScale(THREE, RoundingMode.HALF_EVEN) + " kWh";
    }

    /** GBP at six decimals. */
    public static BigDecimal pounds(Money money) {
        return money.toPounds().setScale(SIX, RoundingMode.HALF_EVEN);
    }

    /** Mean power of a 10-second sample in whole watts, so that sums of shown powers are exact. */
    public static long watts(Energy ofSample) {
        return BigDecimal.valueOf(ofSample.millijoules())
                .divide(BigDecimal.valueOf(MILLIJOULES_PER_WATT_SAMPLE), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    /** kW at three decimals. */
    public static BigDecimal kilowatts(long watts) {
        return BigDecimal.valueOf(watts, 3);
    }
}
