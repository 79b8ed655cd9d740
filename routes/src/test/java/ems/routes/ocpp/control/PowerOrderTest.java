package ems.routes.ocpp.control;

import java.math.BigDecimal;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.party.LeastPower;
import ems.market.party.PlugPower;
import ems.market.period.SetPoint;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.Flow;
import ems.routes.Grid;
import ems.routes.ocpp.table.Charger;
import ems.routes.ocpp.table.Plug;

import static org.assertj.core.api.Assertions.assertThat;

/** A charger with 6 to 16 A into the car, and 8 to 16 A out of it. */
class PowerOrderTest {

    private static final Charger CHARGER = charger(1);

    private static Charger charger(int phases) {
        return new Charger(
                new Plug("CP1", 1),
                Grid.ID,
                Grid.EV1,
                phases,
                6,
                8,
                16,
                new Power(phases * 3_700_000L),
                true,
                Optional.empty());
    }

    private static PowerOrder order(Flow flow, long milliwatts, long least) {
        return order(flow, milliwatts, least, Optional.empty(), CHARGER);
    }

    private static PowerOrder order(Flow flow, long milliwatts, long least, Optional<Power> most, Charger charger) {
        var energy = Energy.of(new Power(milliwatts), MatchingPeriod.LENGTH);
        var plug = new PlugPower(new LeastPower(new Power(least), new Power(least)), most, true);
        return PowerOrder.of(new SetPoint(Grid.EV1, flow, energy, plug), charger);
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

    @Test
    void norMoreThanTheCarBears() {
        var most = Optional.of(new Power(2_000_000));
        assertThat(order(Flow.STORED, 3_000_000, 0, most, CHARGER).watts()).isEqualByComparingTo("2000");
        assertThat(order(Flow.STORED, 3_000_000, 2_000_001, most, CHARGER).watts())
                .isEqualByComparingTo("0");
    }

    /** In tenths of a unit: 1,400.55 W on one phase are 6.089 A, and 4,201.65 W on three are as much on each. */
    @ParameterizedTest
    @CsvSource({
        "1, 1380000, 1380000, 1380.0, 6.0",
        "1, 1380099, 1380000, 1380.0, 6.0",
        "1, 1402999, 1380000, 1402.9, 6.0",
        "1, 1403000, 1380000, 1403.0, 6.1",
        "1, 1400550, 1400550, 1400.6, 6.1",
        "1, 1400600, 1400550, 1400.6, 6.1",
        "1, 3680000, 3680000, 3680.0, 16.0",
        "3, 4140000, 4140000, 4140.0, 6.0",
        "3, 4208999, 4140000, 4208.9, 6.0",
        "3, 4209000, 4140000, 4209.0, 6.1",
        "3, 4140001, 4140001, 4140.1, 6.1",
        "3, 11040000, 11039999, 11040.0, 16.0"
    })
    void anOrderIsRoundedDownUnlessThatIsBelowTheLeastPower(
            int phases, long milliwatts, long least, BigDecimal watts, BigDecimal amperes) {
        var charger = charger(phases);
        var order = order(Flow.STORED, milliwatts, least, Optional.empty(), charger);
        assertThat(order.watts()).isEqualByComparingTo(watts);
        assertThat(order.amperes(charger)).isEqualByComparingTo(amperes);
    }

    @Test
    void nothingIsOrderedWhereNoTenthOfAnAmpereLiesWithinTheBounds() {
        var order = order(Flow.STORED, 1_390_000, 1_381_000, Optional.of(new Power(1_402_999)), CHARGER);
        assertThat(order.watts()).isEqualByComparingTo("1390");
        assertThat(order.amperes(CHARGER)).isEqualByComparingTo("0");
    }

    @Property
    void whatWasMatchedIsOrderedWithinTheBounds(
            @ForAll Flow flow,
            @ForAll @IntRange(min = 1, max = 3) int phases,
            @ForAll @LongRange(max = 12_000_000) long wanted,
            @ForAll @LongRange(max = 12_000_000) long least) {
        var charger = charger(phases);
        var order = order(flow, wanted, least, Optional.empty(), charger);
        long begins = Math.max(least, phases * (flow == Flow.STORED ? 1_380_000L : 1_840_000L));
        long most = phases * 3_680_000L;
        boolean possible = begins <= Math.min(wanted, most);
        keeps(order.watts(), 100, possible, begins, Math.min(wanted, most), most);
        keeps(order.amperes(charger), phases * 23_000L, possible, begins, Math.min(wanted, most), most);
    }

    /** A step more than was matched at most, and that where a step less would be too little. */
    private static void keeps(BigDecimal tenths, long step, boolean possible, long begins, long matched, long most) {
        long ordered = tenths.abs().movePointRight(1).longValueExact() * step;
        if (!possible) {
            assertThat(ordered).isZero();
            return;
        }
        assertThat(ordered).isBetween(begins, most);
        assertThat(ordered <= matched || ordered - step < begins).isTrue();
        assertThat(ordered).isGreaterThan(matched - step);
    }
}
