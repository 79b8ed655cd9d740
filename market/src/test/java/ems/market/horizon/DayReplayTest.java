package ems.market.horizon;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.party.FleetFill;
import ems.market.party.GridPrices;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.Money;
import ems.market.quantity.Price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DayReplayTest {

    /** An EV of 20 that holds 10; a surplus of 8 beside a demand of 9, then demands of 12 twice. */
    @ParameterizedTest
    @CsvSource({"0, 0, 10", "900, 8, 18"})
    void whereEnergyIsScarceAPriceStores(int price, long stored, long released) {
        var outcome = trade(List.of(new long[] {8, -9}, new long[] {-12}, new long[] {-12}), price, 10, 20);

        assertThat(outcome.stored()).isEqualTo(new Energy(stored));
        assertThat(outcome.released()).isEqualTo(new Energy(released));
    }

    /** An EV of 20 that holds 16; a surplus of 12 beside a demand of 3, then a surplus of 20. */
    @ParameterizedTest
    @CsvSource({"0, 4, 0", "-500, 7, 3"})
    void whereRoomIsScarceAPriceBelowZeroReleases(int price, long stored, long released) {
        var outcome = trade(List.of(new long[] {12, -3}, new long[] {20}), price, 16, 20);

        assertThat(outcome.stored()).isEqualTo(new Energy(stored));
        assertThat(outcome.released()).isEqualTo(new Energy(released));
    }

    private static DayOutcome trade(List<long[]> minutes, int price, long held, long capacity) {
        var day = Days.of(
                Days.FIRST, 1, capacity, minute -> minute < minutes.size() ? minutes.get(minute) : new long[] {});
        return DayReplay.trade(
                day,
                HorizonTable.constant(new HorizonPrice(price)),
                new FleetFill(new Energy(held), new Energy(capacity)),
                false);
    }

    /** Energy traded and stored of one EV, as an independent simulation in floating point found it. */
    @ParameterizedTest
    @CsvSource({
        "1,   0, 16.900157, 4.275078",
        "1, 500, 20.823467, 6.236733",
        "1, 900, 21.996862, 6.856463",
        "4,   0, 18.669700,",
        "4, 500, 24.647640, 8.148820",
        "4, 900, 21.386230,",
    })
    void aMeasuredDayWithOneEvIsTheMarketItself(int day, int price, double traded, Double stored) {
        var outcome = DayReplay.trade(
                Days.days(Days.measuredWeek(), 1).get(day),
                HorizonTable.constant(new HorizonPrice(price)),
                Days.full(1, Days.WINDOW),
                false);

        assertThat(Days.kilowattHours(outcome.stored().plus(outcome.released())))
                .isCloseTo(traded, within(0.01));
        if (stored != null) {
            assertThat(Days.kilowattHours(outcome.stored())).isCloseTo(stored, within(0.01));
        }
    }

    /** Under constant prices of the grid, what is saved is 23.09 p for each kWh stored, or moved directly. */
    @Test
    void whatIsSavedIsWhatIsStoredOrMovedDirectly() {
        var day = new District(3, 20, 1).days(5).get(0);

        var outcome = DayReplay.trade(day, HorizonTable.WITHOUT_PAST_DAYS, Days.full(5, Days.WINDOW), true);

        assertThat(outcome.direct()).isGreaterThan(Energy.ZERO);
        assertThat(outcome.saved().toPence().doubleValue())
                .isCloseTo(23.09 * Days.kilowattHours(outcome.stored().plus(outcome.direct())), within(0.001));
    }

    @Test
    void withoutDirectTradeNothingMovesDirectly() {
        var day = new District(3, 20, 1).days(5).get(0);

        assertThat(DayReplay.trade(day, HorizonTable.WITHOUT_PAST_DAYS, Days.full(5, Days.WINDOW), false)
                        .direct())
                .isEqualTo(Energy.ZERO);
    }

    /** Bought for 10 p and 1 kWh released when the grid asks 30 p: 20 p on average. */
    @Test
    void whereTheGridsPriceMovesReleasingCountsByTheHour() {
        long kilowattHour = Energy.MILLIJOULES_PER_KILOWATT_HOUR;
        var capacity = new FleetFill(new Energy(kilowattHour), new Energy(2 * kilowattHour));
        var day = new PastDay(
                Days.FIRST,
                IntStream.range(0, PastDay.MINUTES)
                        .mapToObj(minute -> PastMinute.of(
                                minute == 0 ? new long[] {kilowattHour} : new long[0],
                                minute == 1_000 ? new long[] {kilowattHour} : new long[0],
                                1,
                                capacity,
                                new GridPrices(pence(5), pence(minute < 720 ? 10 : 30))))
                        .toList());

        var outcome = DayReplay.trade(day, HorizonTable.WITHOUT_PAST_DAYS, capacity, false);

        assertThat(outcome.saved()).isEqualTo(new Money(((20 - 5) + (30 - 20)) * 1_000_000));
        assertThat(outcome.end()).isEqualTo(capacity);
    }

    private static Price pence(long price) {
        return new Price(10_000 * price);
    }

    /** Ten EVs of 100 hold 20 each. Nine leave, the one left is filled up, nine return: they hold 280 together, and give no more. */
    @Test
    void whoLeavesTakesItsShareAlongAndBringsItBack() {
        var day = new PastDay(
                Days.FIRST,
                IntStream.range(0, PastDay.MINUTES)
                        .mapToObj(minute -> {
                            boolean nineAreAway = minute >= 100 && minute < 900;
                            long net = minute >= 900 ? -1_000 : nineAreAway ? 1_000 : 0;
                            return Days.minute(new long[] {net}, nineAreAway ? 1 : 10, 100);
                        })
                        .toList());
        var start = new FleetFill(new Energy(200), new Energy(1_000));

        var outcome = DayReplay.trade(day, HorizonTable.WITHOUT_PAST_DAYS, start, false);

        assertThat(outcome.stored()).isEqualTo(new Energy(80));
        assertThat(outcome.end().held().plus(outcome.released()))
                .isEqualTo(start.held().plus(outcome.stored()));
        assertThat(outcome.released()).isBetween(new Energy(270), new Energy(280));
    }

    /** As the night is over, the others drive: three of four EVs are not there as the day ends, and not lost. */
    @Test
    void whoIsAwayAsTheDayEndsCounts() {
        var start = new FleetFill(new Energy(100), new Energy(400));

        assertThat(comingAndGoing(4, 1, start).end()).isEqualTo(start);
    }

    /** One EV that is empty; three more come, as full as they were recorded. */
    @Test
    void newEvsBringWhatTheyBroughtInTruth() {
        var start = new FleetFill(Energy.ZERO, new Energy(100));

        assertThat(comingAndGoing(1, 4, start).end()).isEqualTo(new FleetFill(new Energy(300), new Energy(400)));
    }

    private static DayOutcome comingAndGoing(int first, int then, FleetFill start) {
        var day = new PastDay(
                Days.FIRST,
                IntStream.range(0, PastDay.MINUTES)
                        .mapToObj(minute -> Days.minute(new long[0], minute < 720 ? first : then, 100))
                        .toList());
        return DayReplay.trade(day, HorizonTable.WITHOUT_PAST_DAYS, start, false);
    }
}
