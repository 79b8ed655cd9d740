package ems.market.horizon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class BackwardInductionTest {

    private static final int LAST_MINUTE = PastDay.MINUTES - 1;

    /** Fills fall from one to the next, up to as much as the choice among few prices blurs. */
    private static final int BLUR_PER_MILLE = 10;

    /**
     * An EV of ten fills; the first minute gives three, the last one takes five. From 00:01 on the first five fills are worth all, the
     * last five nothing. At 00:00 room for three is worth as much as what lies in it: V = 6 7 8 8 8 8 8 8 7 6 5. One of the thirty minutes
     * of the first half-hour.
     */
    @Test
    void aDayOfTwoMinutesCountsAsByHand() {
        var day = Days.of(Days.FIRST, 1, 1_000, minute -> switch (minute) {
            case 0 -> new long[] {300};
            case LAST_MINUTE -> new long[] {-500};
            default -> new long[] {};
        });

        var table = BackwardInduction.table(List.of(DayFrontier.of(day)), new Energy(1_000), BackwardInduction.ONE_DAY);

        assertThat(table.text().lines())
                .hasSize(49)
                .contains("00:00 990 990 983 967 967 483 0 -17 -33 -33 -33")
                .contains("00:30 990 990 990 990 990 500 0 0 0 0 0")
                .contains("23:30 990 990 990 990 990 500 0 0 0 0 0");
    }

    @Test
    void whereNothingButDemandComesAllThatIsHeldIsWorthTheMost() {
        assertThat(tableOf(-WINDOW_IN_A_DAY)).isEqualTo(HorizonTable.constant(new HorizonPrice(HorizonPrice.MOST)));
    }

    @Test
    void whereNothingButSurplusComesAllThatIsHeldIsInItsWay() {
        assertThat(tableOf(WINDOW_IN_A_DAY)).isEqualTo(HorizonTable.constant(new HorizonPrice(-HorizonPrice.MOST)));
    }

    private static final long WINDOW_IN_A_DAY = Days.WINDOW / PastDay.MINUTES;

    private static HorizonTable tableOf(long net) {
        return cyclic(List.of(Days.of(Days.FIRST, 1, minute -> new long[] {net})), 1);
    }

    private static HorizonTable cyclic(List<PastDay> days, int vehicles) {
        return BackwardInduction.table(
                days.stream().map(DayFrontier::of).toList(),
                new Energy(vehicles * Days.WINDOW),
                BackwardInduction.CYCLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20})
    void theMoreIsHeldTheLessMoreIsWorth(int vehicles) {
        var days = new District(1, 20, 2).days(vehicles);

        assertThat(cyclic(days, vehicles).text().lines().skip(1)).allSatisfy(line -> {
            int[] prices = prices(line);
            assertThat(IntStream.range(1, prices.length))
                    .allSatisfy(
                            fill -> assertThat(prices[fill]).isLessThanOrEqualTo(prices[fill - 1] + BLUR_PER_MILLE));
        });
    }

    private static int[] prices(String line) {
        return line.lines()
                .flatMap(text -> List.of(text.split(" ")).stream().skip(1))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    /** Bytes that other machines and versions of Java computed. */
    @Test
    void theTableIsTheSameBytesOnEveryMachineAndThread() throws IOException {
        var days = new District(42, 20, 3).days(10);
        byte[] golden;
        try (var file = BackwardInductionTest.class.getResourceAsStream("table-of-three-days.txt")) {
            golden = file.readAllBytes();
        }

        var tables = IntStream.range(0, 4)
                .parallel()
                .mapToObj(thread -> cyclic(days, 10).text())
                .toList();

        assertThat(tables)
                .allSatisfy(table ->
                        assertThat(table.getBytes(StandardCharsets.UTF_8)).isEqualTo(golden));
    }

    /** The optimum of the linear programme in which everything is known beforehand is 115.1 kWh for one EV. */
    @Test
    void daysUnderTheirOwnTablesReach99PercentOfTheOptimum() {
        var fill = Days.full(1, Days.WINDOW);
        double traded = 0;
        for (PastDay day : Days.days(Days.measuredWeek(), 1)) {
            var outcome = DayReplay.trade(day, cyclic(List.of(day), 1), fill, false);
            traded += Days.kilowattHours(outcome.stored().plus(outcome.released()));
            fill = outcome.end();
        }

        assertThat(traded).isBetween(0.99 * 115.07, 115.07).isCloseTo(114.47, within(0.05));
    }

    /** From the days before alone, where the first one has no table; without a price it is 80.9 kWh. */
    @Test
    void daysUnderTablesOfTheDaysBeforeReach97PercentOfTheOptimum() {
        var plan = HorizonPlan.FIRST;
        var fill = Days.full(1, Days.WINDOW);
        double traded = 0;
        for (PastDay day : Days.days(Days.measuredWeek(), 1)) {
            var outcome = DayReplay.trade(day, plan.table(), fill, false);
            traded += Days.kilowattHours(outcome.stored().plus(outcome.released()));
            fill = outcome.end();
            plan = plan.after(day, ForecastFarHours.AS_LAST_WEEK, false);
        }

        assertThat(traded).isGreaterThan(0.97 * 115.07).isCloseTo(111.75, within(0.05));
    }

    /** A day that started at noon knows no morning: the other day's stands for both. */
    @Test
    void aDayHasNoSayInMinutesThatItDoesNotKnow() {
        var district = new District(7, 20, 1);
        var whole = district.days(5).get(0);
        var fromNoon = new PastDay(
                Days.FIRST.plusDays(1),
                IntStream.range(0, PastDay.MINUTES)
                        .mapToObj(minute -> minute < PastDay.MINUTES / 2
                                ? PastMinute.SILENT
                                : whole.minutes().get(minute))
                        .toList());

        assertThat(cyclic(List.of(whole, fromNoon), 5)).isEqualTo(cyclic(List.of(whole), 5));
        assertThat(cyclic(List.of(fromNoon), 5)).isNotEqualTo(cyclic(List.of(whole), 5));
    }

    @Test
    void whereNoDayKnowsAMinuteNothingIsWorthAnything() {
        var unknown = new PastDay(Days.FIRST, Collections.nCopies(PastDay.MINUTES, PastMinute.SILENT));

        assertThat(cyclic(List.of(unknown), 5)).isEqualTo(HorizonTable.constant(HorizonPrice.ZERO));
    }

    @Test
    void withoutDaysOrCapacityThereIsNoTable() {
        var day = DayFrontier.of(new District(7, 20, 1).days(5).get(0));

        assertThatThrownBy(() -> BackwardInduction.table(List.of(), new Energy(1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 days, 1 mJ and 1 passes");
        assertThatThrownBy(() -> BackwardInduction.table(List.of(day), Energy.ZERO, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BackwardInduction.table(List.of(day), new Energy(1), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
