package ems.market.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** The one rounding mode of the market: to the nearest unit, ties to the even one. */
final class HalfEven {

    private HalfEven() {}

    /**
     * {@code a * b / divisor}, rounded once; the product may exceed 64 bits.
     *
     * @throws ArithmeticException if the divisor is not positive or the quotient leaves the range of a {@code long}
     */
    static long multiplyDivide(long a, long b, long divisor) {
        if (divisor <= 0) {
            throw new ArithmeticException("divisor must be positive, was " + divisor);
        }
        long low = a * b;
        boolean fits = Math.multiplyHigh(a, b) == low >> 63;
        return fits ? divide(low, divisor) : divideWide(a, b, divisor);
    }

    private static long divide(long dividend, long divisor) {
        long quotient = dividend / divisor;
        long remainder = Math.abs(dividend % divisor);
        long rest = divisor - remainder;
        boolean up = remainder > rest || remainder == rest && (quotient & 1) == 1;
        return up ? quotient + Long.signum(dividend) : quotient;
    }

    private static long divideWide(long a, long b, long divisor) {
        var product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        return new BigDecimal(product)
                .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    /** {@code value * 10^scale} as a whole number of units. */
    static long scaled(BigDecimal value, int scale) {
        return value.movePointRight(scale).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }
}
