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
import javax.sql.DataSource;

import ems.ledger.fixture.DemoMarket;
import ems.ledger.fixture.LateMeters;
import ems.ledger.store.AnchorOutbox;
import ems.ledger.store.LedgerStore;
import ems.ledger.store.LedgerTables;
import ems.ledger.store.StoredJournal;
import ems.ledger.store.StoredLedger;
import ems.market.bill.BillSum;
import ems.market.party.Party;
import ems.market.quantity.Money;
import ems.market.record.CorrectionLine;
import ems.market.record.Entry;
import ems.market.record.SettlementLine;

import static org.assertj.core.api.Assertions.assertThat;

/** What bills must do on each database: those of random markets whose meters are late add up to the ledger's own lines. */
abstract class MemberBooksContract {

    static final int PERIODS = 16;
    private static final YearMonth MONTH = YearMonth.of(2019, 8);

    /** A database without a table. */
    abstract DataSource blank();

    /** A market that has run, and what it recorded. */
    record Ran(MemberBooks books, List<Entry> entries) {

        static Ran seeded(long seed, DataSource blank) {
            var database = LedgerTables.in(blank);
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

    static void count(MemberBooks books, int together) {
        while (books.follow(DemoMarket.GRID, together)) {
            assertThat(books.countedUpTo(DemoMarket.GRID)).isPresent();
        }
    }

    final void billsAddUp(int seed, int together) {
        var ran = Ran.seeded(seed, blank());
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

    final void daysAddUp(int seed) {
        var ran = Ran.seeded(seed, blank());
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

    final void nothingUncountedIsForgotten() {
        var books = Ran.seeded(1, blank()).books();
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
}
