package ems.processes.grid;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.quantity.HorizonPrice;
import ems.market.quantity.HorizonPricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HorizonSettingsTest {

    private static HorizonPricing of(String setting) {
        return new HorizonSettings().pricing(Optional.of(setting));
    }

    @Test
    void withoutTheSettingThereIsNone() {
        assertThat(new HorizonSettings().pricing(Optional.empty())).isEqualTo(HorizonPricing.NONE);
    }

    @Test
    void aNumberIsThePriceOfEveryPeriod() {
        assertThat(of("0.5")).isEqualTo(HorizonPricing.always(new HorizonPrice(500)));
        assertThat(of("-0.99")).isEqualTo(HorizonPricing.always(new HorizonPrice(-990)));
    }

    @Test
    void itMaySayThatThereIsNone() {
        assertThat(of("none")).isEqualTo(HorizonPricing.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-0.991", "0.1234", "half", "NaN"})
    void anythingElseIsRefusedByName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(text))
                .withMessageContaining("ems.market.horizon-price: '" + text
                        + "' is not a horizon price: write a number from" + " -0.99 to 0.99");
    }
}
