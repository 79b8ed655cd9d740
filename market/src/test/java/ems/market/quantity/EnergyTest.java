package ems.market.quantity;

import java.math.BigDecimal;
import java.time.Duration;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EnergyTest {

    private static final Energy MOST = new Energy(Long.MAX_VALUE);

    @Test
    void aKilowattHourIsThreePointSixBillionMillijoules() {
        assertThat(Energy.ofKilowattHours("1")).isEqualTo(new Energy(3_600_000_000L));
        assertThat(new Energy(3_600_000_000L).toKilowattHours()).isEqualByComparingTo("1");
    }

    @Test
    void isNeverBelowNothing() {
        assertThat(new Energy(0)).isEqualTo(Energy.ZERO);
        assertThatIllegalArgumentException().isThrownBy(() -> new Energy(-1)).withMessageContaining("-1 mJ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Energy.ofKilowattHours("-0.1"))
                .withMessageContaining("-0.1 kWh");
        assertThatIllegalArgumentException().isThrownBy(() -> new Energy(1).minus(new Energy(2)));
        assertThat(new Energy(2).minus(new Energy(2))).isEqualTo(Energy.ZERO);
    }

    @Test
    void minusOrZeroStopsAtNothing() {
        assertThat(new Energy(2).minusOrZero(new Energy(1))).isEqualTo(new Energy(1));
        assertThat(new Energy(2).minusOrZero(new Energy(2))).isEqualTo(Energy.ZERO);
        assertThat(new Energy(2).minusOrZero(new Energy(3))).isEqualTo(Energy.ZERO);
    }

    @Test
    void aSumBeyondTheRangeIsRefused() {
        assertThat(new Energy(Long.MAX_VALUE - 1).plus(new Energy(1))).isEqualTo(MOST);
        assertThatThrownBy(() -> MOST.plus(new Energy(1))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void powerTimesSecondsIsExact() {
        assertThat(Energy.of(new Power(1_234), Duration.ofSeconds(10))).isEqualTo(new Energy(12_340));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Energy.of(new Power(1), Duration.ofMillis(10_500)))
                .withMessageContaining("whole seconds");
        assertThatThrownBy(() -> Energy.of(new Power(1_000_000_000_000L), Duration.ofSeconds(10_000_000)))
                .isInstanceOf(ArithmeticException.class);
    }

    /** 1.25e-9 kWh is 4.5 mJ, 0.75e-9 kWh is 2.7 mJ. */
    @Test
    void kilowattHoursRoundTiesToTheEvenMillijoule() {
        assertThat(Energy.ofKilowattHours("0.00000000125")).isEqualTo(new Energy(4));
        assertThat(Energy.ofKilowattHours("0.00000000375")).isEqualTo(new Energy(14));
        assertThat(Energy.ofKilowattHours("0.00000000126")).isEqualTo(new Energy(5));
        assertThat(Energy.ofKilowattHours("0.00000000075")).isEqualTo(new Energy(3));
    }

    @Test
    void printsNineDecimalsOfAKilowattHour() {
        assertThat(new Energy(1).toKilowattHours()).isEqualTo(new BigDecimal("0.000000000"));
        assertThat(new Energy(18).toKilowattHours()).isEqualTo(new BigDecimal("0.000000005"));
        assertThat(new Energy(36).toKilowattHours()).isEqualTo(new BigDecimal("0.000000010"));
    }

    @Test
    void aBillionKilowattHoursAreTooMany() {
        assertThat(Energy.ofKilowattHours("999999999").millijoules()).isEqualTo(999_999_999L * 3_600_000_000L);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Energy.ofKilowattHours("1000000000"))
                .withMessageContaining("10^9 kWh");
    }

    @Test
    void hostileExponentsAreAnsweredAtOnce() {
        assertThat(Energy.ofKilowattHours("1E-2147483647")).isEqualTo(Energy.ZERO);
        assertThatIllegalArgumentException().isThrownBy(() -> Energy.ofKilowattHours("1E+2147483647"));
        assertThatIllegalArgumentException().isThrownBy(() -> Energy.ofKilowattHours("1E+999999999"));
    }

    @Property
    void kilowattHoursOfAMultipleOf36MillijoulesComeBackExactly(@ForAll @LongRange(max = 10_000_000_000_000L) long n) {
        long multiple = n / 36 * 36;
        assertThat(Energy.ofKilowattHours(new Energy(multiple).toKilowattHours()))
                .isEqualTo(new Energy(multiple));
    }
}
