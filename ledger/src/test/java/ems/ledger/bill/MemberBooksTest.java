package ems.ledger.bill;

import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

import ems.ledger.fixture.DemoMarket;
import ems.ledger.fixture.LateMeters;
import ems.ledger.store.AnchorOutbox;
import ems.ledger.store.LedgerStore;
import ems.ledger.store.LedgerTables;
import ems.ledger.store.StoredJournal;
import ems.ledger.store.StoredLedger;
import ems.market.bill.BillSum;
import ems.market.bill.Booking;
import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.record.CorrectionLine;
import ems.market.record.Entry;
import ems.market.record.SettlementLine;

import static org.assertj.core.api.Assertions.assertThat;

/** Bills of random markets whose meters are late: each adds up to the ledger's own lines. */
class MemberBooksTest {

    private static final Pattern VISITED = Pattern.compile("scanCount: ([0-9]+)");
    private static final int PERIODS = 16;
    private static final GridPrices PRICES = new GridPrices(new Price(64_000), new Price(294_900));
    private static final YearMonth MONTH = YearMonth.of(2019, 8);

    private static JdbcDataSource blank() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:bills" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    /** A market that has run, and what it recorded. */
    private record Ran(MemberBooks books, List<Entry> entries) {

        static Ran seeded(long seed) {
            var database = LedgerTables.in(blank());
            try (var outbox = new AnchorOutbox(database, Map.of(), Duration.ofHours(1))) {
                var journal = new StoredJournal(database);
                var meters = new LateMeters(seed);
                var demo = DemoMarket.late(3, 3, meters, journal, new StoredLedger(database, outbox))
                        .open();
                List<Entry> entries = new ArrayList<>();
                for (int i = 0; i < PERIODS; i++) {
                    var key = DemoMarket.key(i);
                    meters.comesTo(key.period().start());
                    demo.upToMatch(key);
                    meters.comesTo(key.period().end());
                    demo.settle(key);
                    entries.addAll(journal.read(key).entries().toList());
                }
                return new Ran(new MemberBooks(LedgerStore.in(database)), entries);
            }
        }

        Set<Party> parties() {
            Set<Party> parties = new LinkedHashSet<>();
            lines().forEach(line -> parties.addAll(List.of(line.prosumer(), line.vehicle())));
            return parties;
        }

        List<SettlementLine> lines() {
            List<SettlementLine> lines = new ArrayList<>(Entry.all(SettlementLine.class, entries));
            Entry.all(CorrectionLine.class, entries).forEach(correction -> lines.add(correction.line()));
            return lines;
        }

        BillSum month(Party party) {
            return books.month(DemoMarket.GRID, party, MONTH).stream()
                    .map(BilledDay::sum)
                    .reduce(BillSum.NOTHING, BillSum::plus);
        }
    }

    private static void count(MemberBooks books, int together) {
        while (books.follow(DemoMarket.GRID, together)) {
            assertThat(books.countedUpTo(DemoMarket.GRID)).isPresent();
        }
    }

    @Property(tries = 6)
    void a_bill_adds_up_to_the_ledgers_lines(
            @ForAll @IntRange(max = 1_000) int seed, @ForAll @IntRange(min = 1, max = 20) int together) {
        var ran = Ran.seeded(seed);
        count(ran.books(), together);
        Map<Party, Money> effects = new HashMap<>();
        for (SettlementLine line : ran.lines()) {
            for (Party party : List.of(line.prosumer(), line.vehicle())) {
                effects.merge(party, line.effectOn(party), Money::plus);
            }
        }
        var all = Money.ZERO;
        long apart = 0;
        for (Party party : ran.parties()) {
            var bill = ran.month(party);
            assertThat(bill.balance()).isEqualTo(effects.get(party));
            assertThat(bill.bookings()).isEqualTo((int) ran.lines().stream()
                    .filter(line ->
                            line.prosumer().equals(party) || line.vehicle().equals(party))
                    .count());
            all = all.plus(bill.balance());
            apart += bill.millijoulesIn() - bill.millijoulesOut();
        }
        // what one pays another gets, and what one gives another takes
        assertThat(all).isEqualTo(Money.ZERO);
        assertThat(apart).isZero();
    }

    @Property(tries = 3)
    void each_day_adds_up_to_its_bookings(@ForAll @IntRange(max = 1_000) int seed) {
        var ran = Ran.seeded(seed);
        count(ran.books(), PERIODS);
        for (Party party : ran.parties()) {
            for (BilledDay day : ran.books().month(DemoMarket.GRID, party, MONTH)) {
                var sum = day.periods().stream()
                        .flatMap(period -> ran.books().bookings(DemoMarket.GRID, party, period).stream())
                        .map(BillSum::of)
                        .reduce(BillSum.NOTHING, BillSum::plus);
                assertThat(sum).isEqualTo(day.sum());
                assertThat(ran.books().day(DemoMarket.GRID, party, day.day())).contains(day);
            }
            assertThat(ran.books().firstDay(DemoMarket.GRID, party)).contains(LocalDate.of(2019, 8, 4));
        }
    }

    /** Else what they booked would never stand on a bill. */
    @Test
    void entries_of_blocks_that_are_not_counted_yet_may_not_be_forgotten() {
        var books = Ran.seeded(1).books();
        var wished = DemoMarket.key(PERIODS).period();
        var first = books.mayForgetBefore(DemoMarket.GRID, wished);
        assertThat(first)
                .as("no block is counted yet")
                .isLessThanOrEqualTo(DemoMarket.key(0).period());
        assertThat(books.follow(DemoMarket.GRID, 5)).isTrue();
        var then = books.mayForgetBefore(DemoMarket.GRID, wished);
        assertThat(first.periodsUntil(then)).as("five blocks are counted").isEqualTo(5);
        assertThat(books.mayForgetBefore(DemoMarket.GRID, first))
                .as("no further than wished")
                .isEqualTo(first);
        count(books, PERIODS);
        assertThat(books.mayForgetBefore(DemoMarket.GRID, wished)).isEqualTo(wished);
    }

    /** What a correction takes back, it takes back of energy and money alike. */
    @Property(tries = 3)
    void a_booking_that_is_taken_back_undoes_a_part_of_what_was_booked(@ForAll @IntRange(max = 1_000) int seed) {
        var ran = Ran.seeded(seed);
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
