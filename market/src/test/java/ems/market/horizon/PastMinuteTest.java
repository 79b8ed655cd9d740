package ems.market.horizon;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.fixture.PaperGrid;
import ems.market.horizon.PastMinute.Choice;
import ems.market.matching.solver.Amounts;
import ems.market.matching.solver.LineSolver;
import ems.market.party.FleetFill;
import ems.market.party.GridId;
import ems.market.party.OperableWindow;
import ems.market.party.PeriodKey;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.BidLimit;
import ems.market.record.Entry;
import ems.market.record.HorizonEntry;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PastMinuteTest {

    private static final long PLENTY = 1_000;
    private static final PeriodKey PERIOD =
            new PeriodKey(new GridId("g1"), new MatchingPeriod(Instant.parse("2019-08-04T12:00:00Z")));

    /** Its homes are worth what the solver's pairs are, whatever the price; the solver sees scaled amounts. */
    @Property(tries = 2_000)
    void theChoiceIsTheMarketsOwnAmongEvsThatAreAlike(
            @ForAll @Size(max = 8) List<@LongRange(min = -20, max = 20) Long> homes,
            @ForAll @IntRange(min = 1, max = 5) int vehicles,
            @ForAll @LongRange(min = 0, max = 25) long room,
            @ForAll @LongRange(min = 0, max = 25) long available,
            @ForAll @IntRange(min = -HorizonPrice.MOST, max = HorizonPrice.MOST) int perMille) {
        long[] nets = homes.stream().mapToLong(Long::longValue).toArray();
        var price = new HorizonPrice(perMille);
        var minute = Days.minute(nets, vehicles, PLENTY);

        var choice = minute.choice(price, room, available);

        assertThat(price.stored() * minute.stored(choice, room) + price.released() * minute.released(choice, available))
                .isEqualTo(greatestWorth(nets, vehicles, room, available, price));
        assertThat(choice.producers() + choice.consumers()).isLessThanOrEqualTo(vehicles);
    }

    private static long greatestWorth(long[] nets, int vehicles, long room, long available, HorizonPrice price) {
        var amounts = new Amounts(
                Arrays.stream(nets)
                        .filter(net -> net > 0)
                        .map(net -> price.stored() * net)
                        .toArray(),
                Arrays.stream(nets)
                        .filter(net -> net < 0)
                        .map(net -> -price.released() * net)
                        .toArray(),
                alike(vehicles, price.stored() * room),
                alike(vehicles, price.released() * available));
        int[] pairs = LineSolver.solve(amounts).vehicleOf();
        long worth = 0;
        for (int home = 0; home < pairs.length; home++) {
            worth += pairs[home] < 0 ? 0 : amounts.moved(home, pairs[home]);
        }
        return worth;
    }

    private static long[] alike(int vehicles, long each) {
        long[] all = new long[vehicles];
        Arrays.fill(all, each);
        return all;
    }

    /** A surplus of 10, a demand of 12, an EV with 20 of either: the turn is at 1/11. */
    @Test
    void aPriceTurnsAPair() {
        var minute = Days.minute(new long[] {10, -12}, 1, 40);

        assertThat(minute.choice(new HorizonPrice(0), 20, 20)).isEqualTo(new Choice(0, 1));
        assertThat(minute.choice(new HorizonPrice(90), 20, 20)).isEqualTo(new Choice(0, 1));
        assertThat(minute.choice(new HorizonPrice(91), 20, 20)).isEqualTo(new Choice(1, 0));
    }

    @Test
    void ofHomesThatCountAlikeTheConsumerComesFirst() {
        assertThat(Days.minute(new long[] {10, -10}, 1, 40).choice(HorizonPrice.ZERO))
                .isEqualTo(new Choice(0, 1));
    }

    @Test
    void theHomesLeftOverTradeGreatestWithGreatest() {
        var minute = Days.minute(new long[] {9, 5, 4, 1, -8, -2, -3}, 1, 40);

        assertThat(minute.direct(new Choice(1, 0))).isEqualTo(5 + 3 + 1);
        assertThat(minute.direct(new Choice(0, 1))).isEqualTo(3 + 2);
        assertThat(minute.direct(new Choice(0, 0))).isEqualTo(8 + 3 + 2);
    }

    @Test
    void aBidBeyondAnyConnectionCountsAsTheGreatest() {
        var minute = Days.minute(new long[] {Long.MAX_VALUE, Long.MAX_VALUE}, 2, 40);

        assertThat(minute.stored(new Choice(2, 0), Long.MAX_VALUE)).isEqualTo(2 * RankedBids.MOST);
    }

    @Test
    void aSealedPeriodTellsBidsAndWindows() {
        var minute = PastMinute.of(sealed(
                new PeriodOpened("1", PaperGrid.PRICES),
                Bids.surplus("L1", 9),
                Bids.demand("L2", 7),
                Bids.net("L3", 0),
                Bids.vehicle("EV1", 6, 4),
                Bids.vehicle("EV2", 0, 3),
                Bids.vehicle("EV3", 0, 0)));

        assertThat(minute.vehicles()).isEqualTo(2);
        assertThat(minute.fleet()).isEqualTo(new FleetFill(new Energy(7), new Energy(13)));
        assertThat(minute.prices()).isEqualTo(PaperGrid.PRICES);
        assertThat(minute.choice(HorizonPrice.ZERO)).isEqualTo(new Choice(1, 1));
        assertThat(minute.stored(new Choice(1, 1), 6)).isEqualTo(6);
        assertThat(minute.released(new Choice(1, 1), 4)).isEqualTo(4);
    }

    /** An EV that holds 60 of 100 signs for 5 in and 7 out in the minute, and so bids with a window from 53 to 65. */
    @Test
    void whatAnEvSignsForAMinuteDoesNotShrinkTheBattery() {
        var whole = new OperableWindow(Energy.ZERO, new Energy(100));
        var bid = Bids.vehicle("EV1", 40, 60);
        var signed = new VehicleBid(
                bid.vehicle(),
                bid.inventory(),
                new BidLimit(new Energy(5), new Energy(7)).of(whole, new Energy(60)),
                bid.permission(),
                bid.chargerLimit());
        var fill = FleetFill.NONE.plus(whole, new Energy(60));
        var opened = new PeriodOpened("1", PaperGrid.PRICES);

        var minute = PastMinute.of(sealed(opened, signed, new HorizonEntry(HorizonPrice.ZERO, fill)));

        assertThat(minute.vehicles()).isEqualTo(1);
        assertThat(minute.fleet()).isEqualTo(new FleetFill(new Energy(60), new Energy(100)));
        assertThat(PastMinute.of(sealed(opened, signed)).fleet())
                .as("without a price")
                .isEqualTo(new FleetFill(new Energy(7), new Energy(12)));
    }

    @Test
    void aFleetMayStandByWithoutABid() {
        var fill = new FleetFill(new Energy(60), new Energy(100));

        var minute = PastMinute.of(
                sealed(new PeriodOpened("1", PaperGrid.PRICES), new HorizonEntry(HorizonPrice.ZERO, fill)));

        assertThat(minute.vehicles()).isZero();
        assertThat(minute.fleet()).isEqualTo(fill);
    }

    @Test
    void aPeriodThatWasNeverOpenedTellsNothing() {
        assertThat(PastMinute.of(sealed())).isSameAs(PastMinute.SILENT);
    }

    private static PeriodRecord sealed(Entry... entries) {
        return PeriodRecord.sealed(PERIOD, List.of(entries));
    }

    @Test
    void evsWithoutAWindowAreRefused() {
        assertThatThrownBy(() -> PastMinute.of(new long[0], new long[0], 2, FleetFill.NONE, PaperGrid.PRICES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 EVs have windows of 0 mJ together: where there are EVs, there is some");
    }
}
