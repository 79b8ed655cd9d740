package ems.market.horizon;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.fixture.PaperGrid;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PastDayTest {

    @Test
    void aDayIsOneOfUtc() {
        var day = PastDay.of(
                LocalDate.of(2019, 8, 4),
                Stream.of(
                        period("2019-08-03T23:59:00Z", 1),
                        period("2019-08-04T00:00:00Z", 2),
                        period("2019-08-04T23:59:00Z", 3),
                        period("2019-08-05T00:00:00Z", 4)));

        assertThat(stored(day, 0)).isEqualTo(2);
        assertThat(stored(day, PastDay.MINUTES - 1)).isEqualTo(3);
        assertThat(day.minutes()).filteredOn(PastMinute::isSilent).hasSize(PastDay.MINUTES - 2);
    }

    /** In London, 01:30 of this day comes twice. */
    @Test
    void noMinuteOfADayComesTwice() {
        var day = PastDay.of(
                LocalDate.of(2019, 10, 27),
                Stream.of(period("2019-10-27T00:30:00Z", 1), period("2019-10-27T01:30:00Z", 2)));

        assertThat(stored(day, 30)).isEqualTo(1);
        assertThat(stored(day, 90)).isEqualTo(2);
    }

    @Test
    void itsCapacityIsThatOfItsFullestMinute() {
        var day = PastDay.of(
                LocalDate.of(2019, 8, 4),
                Stream.of(period("2019-08-04T10:00:00Z", 1), period("2019-08-04T11:00:00Z", 4)));

        assertThat(day.capacity()).isEqualTo(new Energy(14));
        assertThat(day.start().capacity()).isEqualTo(new Energy(11));
        assertThat(day.meanBuy()).isEqualTo(PaperGrid.PRICES.buy());
    }

    @Test
    void aDayHas1440Minutes() {
        assertThatThrownBy(() -> new PastDay(LocalDate.of(2019, 8, 4), List.of(PastMinute.SILENT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2019-08-04 has 1 minutes of the day, and not 1440");
    }

    /** A home gives so much, and an EV that holds 10 mJ has as much room. */
    private static PeriodRecord period(String start, long surplus) {
        return PeriodRecord.sealed(
                new PeriodKey(new GridId("g1"), new MatchingPeriod(Instant.parse(start))),
                List.of(
                        new PeriodOpened("1", PaperGrid.PRICES),
                        Bids.surplus("L1", surplus),
                        Bids.vehicle("EV1", surplus, 10)));
    }

    private static long stored(PastDay day, int minute) {
        var there = day.minutes().get(minute);
        return there.stored(there.choice(HorizonPrice.ZERO), Long.MAX_VALUE);
    }
}
