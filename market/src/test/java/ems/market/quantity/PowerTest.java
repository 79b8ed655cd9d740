package ems.market.quantity;

import java.math.BigDecimal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PowerTest {

    @Test
    void isHeldInMilliwatts() {
        assertThat(Power.ofWatts(new BigDecimal("1.234"))).isEqualTo(new Power(1_234));
        assertThat(Power.ofKilowatts(new BigDecimal("1.234567"))).isEqualTo(new Power(1_234_567));
        assertThat(new Power(1_234_567).toKilowatts()).isEqualTo(new BigDecimal("1.234567"));
    }

    @Test
    void roundsTiesToTheEvenMilliwatt() {
        assertThat(Power.ofWatts(new BigDecimal("0.0005"))).isEqualTo(new Power(0));
        assertThat(Power.ofWatts(new BigDecimal("0.0015"))).isEqualTo(new Power(2));
        assertThat(Power.ofWatts(new BigDecimal("0.0025"))).isEqualTo(new Power(2));
    }

    @Test
    void liesBetweenNothingAndAGigawatt() {
        assertThat(new Power(0)).isEqualTo(Power.ZERO);
        assertThat(Power.ofWatts(BigDecimal.ZERO)).isEqualTo(Power.ZERO);
        assertThat(new Power(1_000_000_000_000L).toKilowatts()).isEqualByComparingTo("1000000");
        assertThatIllegalArgumentException().isThrownBy(() -> new Power(-1)).withMessageContaining("-1 mW");
        assertThatIllegalArgumentException().isThrownBy(() -> new Power(1_000_000_000_001L));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Power.ofKilowatts(new BigDecimal("-0.1")))
                .withMessageContaining("-0.1 kW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000001", "9999999999999", "9E+15", "1E+16", "1E+999999999", "1E+2147483647"})
    void moreThanAGigawattIsABrokenMeter(String kilowatts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Power.ofKilowatts(new BigDecimal(kilowatts)))
                .withMessageContaining("W");
    }

    @Test
    void aHostilelySmallPowerIsNothing() {
        assertThat(Power.ofWatts(new BigDecimal("1E-2147483647"))).isEqualTo(Power.ZERO);
    }

    @Test
    void timesAFactorStaysInRange() {
        assertThat(new Power(5).times(360)).isEqualTo(new Power(1_800));
        assertThatIllegalArgumentException().isThrownBy(() -> new Power(1_000_000_000_000L).times(2));
    }
}
