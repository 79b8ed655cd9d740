package ems.study.report;

import java.util.List;

import org.junit.jupiter.api.Test;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;

import static org.assertj.core.api.Assertions.assertThat;

class BalancesTest {

    @Test
    void booksThatCloseShowAMismatchOfNothing() {
        assertThat(energy(5, 5)).contains("mismatch 0 mJ").doesNotContain("fault");
        assertThat(money(7, 7)).contains("mismatch 0 micro-pence").doesNotContain("fault");
    }

    @Test
    void aSingleMillijouleIsAFault() {
        assertThat(energy(6, 5)).contains("mismatch 1 mJ: this is a fault");
        assertThat(energy(5, 6)).contains("mismatch \u22121 mJ: this is a fault");
    }

    @Test
    void aSingleMicropennyIsAFault() {
        assertThat(money(8, 7)).contains("mismatch 1 micro-pence: this is a fault");
    }

    private static String energy(long in, long out) {
        var closure = new EnergyClosure(
                "any",
                List.of(new EnergyClosure.Part("in", new Energy(in))),
                List.of(new EnergyClosure.Part("out", new Energy(out))));
        return Balances.energy(closure).html();
    }

    private static String money(long paid, long received) {
        var closure = new MoneyClosure(
                "any",
                1,
                List.of(
                        new MoneyClosure.Account("vehicle:EV1", new Money(paid), Money.ZERO),
                        new MoneyClosure.Account("prosumer:L1", Money.ZERO, new Money(received))));
        return Balances.money(closure).html();
    }
}
