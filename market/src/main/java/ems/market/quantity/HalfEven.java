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

    /** The quotient, rounded once. */
    static long divide(long dividend, long divisor) {
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

    /** Whether the value lies below 10^digits in size; quick for any exponent. */
    static boolean fits(BigDecimal value, int digits) {
        return value.signum() == 0 || (long) value.precision() - value.scale() <= digits;
    }

    /** {@code value * 10^scale} as a whole number of units; values below a tenth of a unit are not written out. */
    static long scaled(BigDecimal value, int scale) {
        if (value.signum() == 0 || (long) value.precision() - value.scale() + scale < 0) {
            return 0;
        }
        return value.movePointRight(scale).setScale(0, RoundingMode.HALF_EVEN).longValueExact();
    }
}
