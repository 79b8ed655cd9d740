package ems.market.quantity;

import java.math.BigDecimal;

/**
 * A share in percent.
 *
 * @param hundredths at least 0, in 0.01 %: 20 % is 2,000
 */
public record Percentage(long hundredths) {

    /** All of it, 100 %. */
    static final long ONE = 10_000;

    public Percentage {
        if (hundredths < 0 || hundredths > 100 * ONE) {
            throw new IllegalArgumentException(
                    "share of " + BigDecimal.valueOf(hundredths, 2) + " % is outside [0, 10000] %");
        }
    }

    /** @throws IllegalArgumentException if the value has more than two decimals or is out of range */
    public static Percentage of(BigDecimal percent) {
        try {
            return new Percentage(percent.movePointRight(2).longValueExact());
        } catch (ArithmeticException tooFine) {
            throw new IllegalArgumentException("share of " + percent + " % is finer than 0.01 % or too large");
        }
    }

    public static Percentage of(long percent) {
        return new Percentage(Math.multiplyExact(percent, 100));
    }

    /** Half-even at a millijoule. */
    public Energy of(Energy whole) {
        return new Energy(HalfEven.multiplyDivide(whole.millijoules(), hundredths, ONE));
    }

    /** Half-even at 1e-4 p/kWh. */
    public Price of(Price whole) {
        return new Price(HalfEven.multiplyDivide(whole.tenThousandthsOfPencePerKilowattHour(), hundredths, ONE));
    }

    public BigDecimal toPercent() {
        return BigDecimal.valueOf(hundredths, 2);
    }
}
