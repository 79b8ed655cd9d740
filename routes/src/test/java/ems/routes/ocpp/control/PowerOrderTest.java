package ems.routes.ocpp.control;

import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

import ems.market.period.SetPoint;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.Flow;
import ems.routes.Grid;
import ems.routes.ocpp.table.Charger;
import ems.routes.ocpp.table.Plug;

import static org.assertj.core.api.Assertions.assertThat;

/** A charger on one phase: 6 to 16 A into the car, 8 to 16 A out of it. */
class PowerOrderTest {

    private static final Charger CHARGER = new Charger(
            new Plug("CP1", 1), Grid.ID, Grid.EV1, 1, 6, 8, 16, new Power(3_700_000), true, Optional.empty());

    private static PowerOrder order(Flow flow, long milliwatts, long least) {
        var energy = Energy.of(new Power(milliwatts), MatchingPeriod.LENGTH);
        return PowerOrder.of(new SetPoint(Grid.EV1, flow, energy, new Power(least)), CHARGER);
    }

    @Test
    void nothingFlowsBelowTheLeastCurrentOfTheCharger() {
        assertThat(order(Flow.STORED, 1_380_000, 0).watts()).isEqualByComparingTo("1380");
        assertThat(order(Flow.STORED, 1_379_999, 0).watts()).isEqualByComparingTo("0");
        assertThat(order(Flow.RELEASED, 1_840_000, 0).watts()).isEqualByComparingTo("-1840");
        assertThat(order(Flow.RELEASED, 1_839_999, 0).watts()).isEqualByComparingTo("0");
    }

    @Test
    void norBelowTheLeastPowerOfTheCar() {
        assertThat(order(Flow.STORED, 2_000_000, 2_000_000).watts()).isEqualByComparingTo("2000");
        assertThat(order(Flow.STORED, 1_999_999, 2_000_000).watts()).isEqualByComparingTo("0");
        assertThat(order(Flow.STORED, 9_000_000, 3_680_001).watts())
                .as("above what the wiring bears")
                .isEqualByComparingTo("0");
    }

    /** 1,400.55 W are 1,400.5 W in tenths of a watt, and 6.0 A or 1,380 W in tenths of an ampere. */
    @Test
    void whatRoundingTakesBelowItIsNothing() {
        var least = order(Flow.STORED, 1_400_550, 1_400_550);
        assertThat(least.watts()).isEqualByComparingTo("0");
        assertThat(least.amperes(CHARGER)).isEqualByComparingTo("0");
        assertThat(order(Flow.STORED, 1_400_600, 1_400_550).watts()).isEqualByComparingTo("1400.6");
        assertThat(order(Flow.STORED, 1_403_000, 1_400_550).amperes(CHARGER)).isEqualByComparingTo("6.1");
    }

    @Property
    void noOrderLiesBetweenNothingAndTheLeastPower(
            @ForAll Flow flow,
            @ForAll @LongRange(max = 5_000_000) long wanted,
            @ForAll @LongRange(max = 5_000_000) long least) {
        var order = order(flow, wanted, least);
        long ordered = order.watts().abs().movePointRight(3).longValueExact();
        long ofCharger = flow == Flow.STORED ? 1_380_000 : 1_840_000;
        assertThat(ordered).isLessThanOrEqualTo(Math.min(wanted, 3_680_000));
        assertThat(ordered == 0 || ordered >= Math.max(least, ofCharger)).isTrue();
        long current = order.amperes(CHARGER).abs().movePointRight(1).longValueExact();
        assertThat(current == 0 || 23_000 * current >= Math.max(least, ofCharger))
                .isTrue();
    }
}
