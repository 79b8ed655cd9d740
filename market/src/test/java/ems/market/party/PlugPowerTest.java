package ems.market.party;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.quantity.Power;

import static org.assertj.core.api.Assertions.assertThat;

class PlugPowerTest {

    private static PlugPower power(long leastIn, long leastOut, long most) {
        return new PlugPower(
                new LeastPower(new Power(leastIn), new Power(leastOut)), Optional.of(new Power(most)), true);
    }

    @Test
    void ofTwoTheNarrowerBoundsHold() {
        var both = power(1, 20, 300).and(power(10, 2, 400));
        assertThat(both).isEqualTo(power(10, 20, 300));
        assertThat(both.and(PlugPower.ANY)).isEqualTo(both);
        assertThat(PlugPower.ANY.and(both)).isEqualTo(both);
        assertThat(both.and(new PlugPower(LeastPower.NONE, Optional.empty(), false))
                        .mayDischarge())
                .isFalse();
    }

    @Test
    void aPowerIsBoundedByTheMost() {
        assertThat(power(0, 0, 300).atMost(new Power(301))).isEqualTo(new Power(300));
        assertThat(power(0, 0, 300).atMost(new Power(299))).isEqualTo(new Power(299));
        assertThat(PlugPower.ANY.atMost(new Power(301))).isEqualTo(new Power(301));
    }

    @Test
    void somethingFlowsAsLongAsTheLeastIsNotAboveTheMost() {
        assertThat(power(300, 300, 300).whyNoCharging()).isEmpty();
        assertThat(power(300, 300, 300).whyNoDischarging()).isEmpty();
        assertThat(power(301, 300, 300).whyNoCharging())
                .contains("0.000301 kW is the least that may flow, and 0.0003 kW the most");
        assertThat(power(300, 301, 300).whyNoDischarging())
                .contains("0.000301 kW is the least that may flow, and 0.0003 kW the most");
        assertThat(PlugPower.ANY.whyNoCharging()).isEmpty();
    }

    @Test
    void nothingFlowsWhereNothingMay() {
        assertThat(power(0, 0, 0).whyNoCharging()).contains("at most 0 kW may flow");
        var oneWay = new PlugPower(LeastPower.NONE, Optional.empty(), false);
        assertThat(oneWay.whyNoCharging()).isEmpty();
        assertThat(oneWay.whyNoDischarging()).contains("it may not be discharged");
    }
}
