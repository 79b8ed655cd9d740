package ems.study.result;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.MatchingResult;
import ems.market.record.MatchingResult.Worth;

import static org.assertj.core.api.Assertions.assertThat;

class RegretTest {

    private static Energy kwh(String kilowattHours) {
        return Energy.ofKilowattHours(kilowattHours);
    }

    private static Regret of(Optional<Worth> worth, String bound) {
        return Regret.of(new MatchingResult(
                "greedy", kwh("0.06"), kwh("0.06"), kwh(bound), Optional.of(Money.ZERO), "ab", worth));
    }

    /** At -500 per mille greedy pairs store 0.06 kWh, which count 0.03 kWh, and the best release 0.12, which count 0.18. */
    @Test
    void underAHorizonPriceAllIsAsCounted() {
        var worth = new Worth(kwh("30"), kwh("30"));
        assertThat(of(Optional.of(worth), "180"))
                .isEqualTo(new Regret(kwh("0.03"), kwh("0.18"), Money.ZERO, 0))
                .extracting(Regret::energy)
                .isEqualTo(kwh("0.15"));
    }

    @Test
    void withoutAPriceAllIsEnergy() {
        assertThat(of(Optional.empty(), "0.12")).isEqualTo(new Regret(kwh("0.06"), kwh("0.12"), Money.ZERO, 0));
    }

    @Test
    void roundedOrNotItAddsUp() {
        var worth = new Worth(new Energy(1_499), new Energy(501));
        var regret = Regret.of(new MatchingResult(
                "optimal",
                Energy.ZERO,
                Energy.ZERO,
                new Energy(1_499),
                Optional.of(Money.ZERO),
                "ab",
                Optional.of(worth)));
        assertThat(regret.greedyEnergy().plus(regret.energy())).isEqualTo(regret.bestEnergy());
    }
}
