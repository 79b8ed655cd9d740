package ems.market.quantity;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HalfEvenTest {

    @Test
    void tiesGoToTheEvenNeighbourOnBothSidesOfZero() {
        assertThat(HalfEven.multiplyDivide(1, 1, 2)).isZero();
        assertThat(HalfEven.multiplyDivide(3, 1, 2)).isEqualTo(2);
        assertThat(HalfEven.multiplyDivide(5, 1, 2)).isEqualTo(2);
        assertThat(HalfEven.multiplyDivide(-1, 1, 2)).isZero();
        assertThat(HalfEven.multiplyDivide(-3, 1, 2)).isEqualTo(-2);
        assertThat(HalfEven.multiplyDivide(-5, 1, 2)).isEqualTo(-2);
    }

    @Test
    void aDivisorMustBePositive() {
        assertThatThrownBy(() -> HalfEven.multiplyDivide(1, 1, 0))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("divisor must be positive, was 0");
        assertThatThrownBy(() -> HalfEven.multiplyDivide(1, 1, -1)).isInstanceOf(ArithmeticException.class);
        assertThat(HalfEven.multiplyDivide(7, 1, 1)).isEqualTo(7);
    }

    @Test
    void aTenthOfAUnitIsLookedAtAndAHundredthIsNothing() {
        assertThat(HalfEven.scaled(new BigDecimal("0.6"), 0)).isEqualTo(1);
        assertThat(HalfEven.scaled(new BigDecimal("0.00006"), 4)).isEqualTo(1);
        assertThat(HalfEven.scaled(new BigDecimal("0.00005"), 4)).isZero();
        assertThat(HalfEven.scaled(new BigDecimal("0.000009"), 4)).isZero();
    }

    @Test
    void aQuotientBeyond63BitsIsRefused() {
        assertThat(HalfEven.multiplyDivide(Long.MAX_VALUE, 2, 2)).isEqualTo(Long.MAX_VALUE);
        assertThat(HalfEven.multiplyDivide(Long.MIN_VALUE, 2, 2)).isEqualTo(Long.MIN_VALUE);
        assertThatThrownBy(() -> HalfEven.multiplyDivide(Long.MAX_VALUE, 2, 1)).isInstanceOf(ArithmeticException.class);
    }

    @Property(tries = 5_000)
    void agreesWithBigDecimal(
            @ForAll long a, @ForAll long b, @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long divisor) {
        var expected = new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
                .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_EVEN)
                .toBigInteger();
        if (expected.bitLength() < Long.SIZE) {
            assertThat(HalfEven.multiplyDivide(a, b, divisor)).isEqualTo(expected.longValueExact());
        } else {
            assertThatThrownBy(() -> HalfEven.multiplyDivide(a, b, divisor)).isInstanceOf(ArithmeticException.class);
        }
    }

    @Property(tries = 5_000)
    void agreesWithBigDecimalNearTies(
            @ForAll @LongRange(min = -1_000, max = 1_000) long a,
            @ForAll @LongRange(min = -50, max = 50) long b,
            @ForAll @LongRange(min = 1, max = 40) long divisor) {
        long expected = BigDecimal.valueOf(a * b)
                .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
        assertThat(HalfEven.multiplyDivide(a, b, divisor)).isEqualTo(expected);
    }
}
