package ems.processes.grid;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.horizon.FindHorizonPrice;
import ems.market.party.FleetFill;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HorizonSettingsTest {

    private static final PeriodKey PERIOD =
            new PeriodKey(new GridId("north"), MatchingPeriod.parse("2026-06-21T12:00:00Z"));

    private static Optional<HorizonPrice> of(Optional<String> setting) {
        return new HorizonSettings().price(setting).of(PERIOD, () -> FleetFill.NONE);
    }

    @Test
    void withoutTheSettingThereIsNone() {
        assertThat(of(Optional.empty())).isEmpty();
        assertThat(new HorizonSettings().price(Optional.empty())).isSameAs(FindHorizonPrice.OFF);
    }

    @Test
    void aNumberIsThePriceOfEveryPeriod() {
        assertThat(of(Optional.of("0.5"))).contains(new HorizonPrice(500));
        assertThat(of(Optional.of("-0.99"))).contains(new HorizonPrice(-990));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-0.991", "0.1234", "half", "NaN"})
    void anythingElseIsRefusedByName(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(Optional.of(text)))
                .withMessageContaining("ems.market.horizon-price: '" + text
                        + "' is not a horizon price: write a number from" + " -0.99 to 0.99");
    }
}
