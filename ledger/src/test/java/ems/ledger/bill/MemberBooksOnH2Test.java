package ems.ledger.bill;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

import ems.ledger.fixture.DemoMarket;
import ems.ledger.store.LedgerTables;
import ems.market.bill.Booking;
import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.quantity.Price;
import ems.market.record.CorrectionLine;
import ems.market.record.Entry;

import static org.assertj.core.api.Assertions.assertThat;

class MemberBooksOnH2Test extends MemberBooksContract {

    private static final Pattern VISITED = Pattern.compile("scanCount: ([0-9]+)");
    private static final GridPrices PRICES = new GridPrices(new Price(64_000), new Price(294_900));

    @Override
    DataSource blank() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    @Property(tries = 6)
    void a_bill_adds_up_to_the_ledgers_lines(
            @ForAll @IntRange(max = 1_000) int seed, @ForAll @IntRange(min = 1, max = 20) int together) {
        billsAddUp(seed, together);
    }

    @Property(tries = 3)
    void each_day_adds_up_to_its_bookings(@ForAll @IntRange(max = 1_000) int seed) {
        daysAddUp(seed);
    }

    /** Else what they booked would never stand on a bill. */
    @Test
    void entries_of_blocks_that_are_not_counted_yet_may_not_be_forgotten() {
        nothingUncountedIsForgotten();
    }

    /** What a correction takes back, it takes back of energy and money alike. */
    @Property(tries = 3)
    void a_booking_that_is_taken_back_undoes_a_part_of_what_was_booked(@ForAll @IntRange(max = 1_000) int seed) {
        var ran = Ran.seeded(seed, blank());
        for (CorrectionLine correction : Entry.all(CorrectionLine.class, ran.entries())) {
            var line = correction.line();
            for (Party party : List.of(line.prosumer(), line.vehicle())) {
                var booking =
                        new Booking(DemoMarket.key(0).period(), party, true, correction.takenBack(), line, PRICES);
                boolean less = correction.takenBack();
                assertThat(booking.millijoulesIn() + booking.millijoulesOut())
                        .isEqualTo(
                                less
                                        ? -line.energy().millijoules()
                                        : line.energy().millijoules());
                assertThat(booking.earned().minus(booking.paid())).isEqualTo(line.effectOn(party));
            }
        }
    }

    /** However long the market has run. */
    @Test
    void a_bill_visits_the_rows_of_its_days() {
        try (var handle = Jdbi.create(LedgerTables.in(blank())).open()) {
            handle.execute(
                    "insert into billed_day select 'demo', 'prosumer:L' || mod(x, 3),"
                            + " dateadd('DAY', x / 3, date '2019-01-01'), 1, 0, 0, 0, 0, 0, 0, X'00' from system_range(0, 5999)");
            assertThat(visited(handle.createQuery("explain analyze "
                                    + BilledDays.MONTH
                                            .replace(":grid", "'demo'")
                                            .replace(":party", "'prosumer:L1'")
                                            .replace(":first", "date '2021-03-01'")
                                            .replace(":last", "date '2021-03-31'"))
                            .mapTo(String.class)
                            .one()))
                    .isLessThanOrEqualTo(32);
            assertThat(visited(handle.createQuery("explain analyze "
                                    + BilledDays.FIRST
                                            .replace(":grid", "'demo'")
                                            .replace(":party", "'prosumer:L1'"))
                            .mapTo(String.class)
                            .one()))
                    .isLessThanOrEqualTo(2);
        }
    }

    private static int visited(String plan) {
        var count = VISITED.matcher(plan);
        assertThat(count.find()).as(plan).isTrue();
        return Integer.parseInt(count.group(1));
    }
}
