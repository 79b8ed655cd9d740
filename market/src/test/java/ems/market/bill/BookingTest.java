package ems.market.bill;

import org.junit.jupiter.api.Test;

import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.record.AgreedPrice;
import ems.market.record.Flow;
import ems.market.record.MatchId;
import ems.market.record.RuleReference;
import ems.market.record.SettlementLine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BookingTest {

    private static final Party HOME = new ProsumerId("L1");
    private static final Party CAR = new VehicleId("EV1");
    private static final MatchingPeriod PERIOD = MatchingPeriod.parse("2026-06-21T12:00:00Z");
    private static final Energy ONE_KILOWATT_HOUR = Energy.ofKilowattHours("1");
    private static final GridPrices GRID = new GridPrices(new Price(60_000), new Price(300_000));

    private static Booking booking(
            Party party, Flow flow, Party debit, Party credit, long pence, long book, boolean back) {
        var line = new SettlementLine(
                MatchId.of(PERIOD, new ProsumerId("L1"), new VehicleId("EV1")),
                flow,
                debit,
                credit,
                ONE_KILOWATT_HOUR,
                new AgreedPrice(new Price(pence * 10_000), RuleReference.ofCode("a price")),
                pence(pence),
                pence(book));
        return new Booking(PERIOD, party, back, back, line, GRID);
    }

    private static Money pence(long pence) {
        return new Money(pence * 1_000_000);
    }

    /** 10 p where the grid pays 6 p. */
    @Test
    void a_home_that_sells_gains_what_the_grid_would_not_have_paid() {
        var sold = BillSum.of(booking(HOME, Flow.STORED, CAR, HOME, 10, 10, false));
        assertThat(sold).isEqualTo(new BillSum(1, 0, 0, 3_600_000_000L, Money.ZERO, pence(10), pence(4)));
        assertThat(sold.balance()).isEqualTo(pence(10));
    }

    /** 20 p where the grid asks 30 p. */
    @Test
    void a_home_that_buys_gains_what_the_grid_would_have_asked_more() {
        var bought = BillSum.of(booking(HOME, Flow.RELEASED, HOME, CAR, 20, 12, false));
        assertThat(bought).isEqualTo(new BillSum(1, 0, 3_600_000_000L, 0, pence(20), Money.ZERO, pence(10)));
    }

    @Test
    void a_car_gains_what_it_is_paid_less_what_the_energy_cost() {
        var released = BillSum.of(booking(CAR, Flow.RELEASED, HOME, CAR, 20, 12, false));
        assertThat(released).isEqualTo(new BillSum(1, 0, 0, 3_600_000_000L, Money.ZERO, pence(20), pence(8)));
        assertThat(BillSum.of(booking(CAR, Flow.STORED, CAR, HOME, 10, 10, false))
                        .gained())
                .isEqualTo(Money.ZERO);
    }

    /** The line of a sale that is taken back has its sides the other way round. */
    @Test
    void what_is_taken_back_leaves_nothing() {
        for (Party party : new Party[] {HOME, CAR}) {
            for (Flow flow : Flow.values()) {
                var buyer = flow == Flow.STORED ? CAR : HOME;
                var seller = flow == Flow.STORED ? HOME : CAR;
                var sum = BillSum.of(booking(party, flow, buyer, seller, 20, 12, false))
                        .plus(BillSum.of(booking(party, flow, seller, buyer, 20, 12, true)));
                assertThat(sum).isEqualTo(new BillSum(2, 1, 0, 0, Money.ZERO, Money.ZERO, Money.ZERO));
            }
        }
    }

    @Test
    void nobody_has_the_bookings_of_others() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> booking(new ProsumerId("L2"), Flow.STORED, CAR, HOME, 1, 1, false))
                .withMessageContaining("prosumer:L2 has no part in the line of");
    }
}
