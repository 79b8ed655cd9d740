package ems.market.quantity;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PercentageTest {

    @Test
    void isHeldInHundredths() {
        assertThat(Percentage.of(20)).isEqualTo(new Percentage(2_000));
        assertThat(Percentage.of(new BigDecimal("12.34"))).isEqualTo(new Percentage(1_234));
        assertThat(new Percentage(1_234).toPercent()).isEqualTo(new BigDecimal("12.34"));
    }

    @Test
    void liesBetweenNothingAndAHundredfold() {
        assertThat(new Percentage(0).of(new Energy(7))).isEqualTo(Energy.ZERO);
        assertThat(new Percentage(1_000_000).of(new Energy(7))).isEqualTo(new Energy(700));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Percentage(-1))
                .withMessageContaining("-0.01 %");
        assertThatIllegalArgumentException().isThrownBy(() -> new Percentage(1_000_001));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.001", "-0.01", "10000.01", "1E+2147483647", "1E-2147483647"})
    void tooFineOrOutOfRangeIsRefused(String percent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Percentage.of(new BigDecimal(percent)))
                .withMessageContaining("%");
    }

    @Test
    void aShareRoundsTiesToTheEvenUnit() {
        assertThat(Percentage.of(50).of(new Energy(1))).isEqualTo(new Energy(0));
        assertThat(Percentage.of(50).of(new Energy(3))).isEqualTo(new Energy(2));
        assertThat(Percentage.of(50).of(new Price(-3))).isEqualTo(new Price(-2));
        assertThat(Percentage.of(50).of(new Price(-5))).isEqualTo(new Price(-2));
    }

    @Test
    void thePapersWindowOfTheBattery() {
        var battery = Energy.ofKilowattHours("79.5");
        assertThat(Percentage.of(20).of(battery)).isEqualTo(Energy.ofKilowattHours("15.9"));
        assertThat(Percentage.of(80).of(battery)).isEqualTo(Energy.ofKilowattHours("63.6"));
    }
}
