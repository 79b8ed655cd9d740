package ems.study.whatif;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.fixture.PaperRules;
import ems.market.ledger.Participation;
import ems.market.party.EnergyInventory;
import ems.market.party.Party;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.Task;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.Money;
import ems.market.quantity.Percentage;
import ems.market.quantity.Price;
import ems.market.record.Abandonment;
import ems.market.record.Correction;
import ems.market.record.Entry;
import ems.market.record.Flow;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.Permission;
import ems.market.record.Rejection;
import ems.market.record.SettlementLine;
import ems.market.record.VehicleBid;
import ems.market.rule.LimitQuestion;
import ems.market.rule.ParticipationQuestion;
import ems.market.rule.PricedDirection;
import ems.market.rule.PricingQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.WindowLimits;
import ems.market.telemetry.Readings;
import ems.market.telemetry.StatusHistory;
import ems.market.telemetry.VehicleReport;
import ems.study.recorded.ReplayRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A range as it might have been: what a market under the draft would have made of the same day. */
class WhatIfDayTest {

    /** Narrower limits, another price, and EVs that sat out may not store: each follows from other trades. */
    static PaperRules draft() {
        return new PaperRules()
                .pricing(WhatIfDayTest::price)
                .limiting(WhatIfDayTest::limit)
                .permitting(WhatIfDayTest::permission);
    }

    private static Verdict<Price> price(PricingQuestion question) {
        return PaperRules.granted(
                "pricing",
                question.direction() != PricedDirection.RELEASED
                        ? question.grid().sell().towards(question.grid().buy(), Percentage.of(70))
                        : question.grid().bounding(Percentage.of(130).of(question.cost())));
    }

    private static Verdict<WindowLimits> limit(LimitQuestion question) {
        return question.stored().millijoules() % 5 == 0
                ? PaperRules.refused("soc-limits", "an odd battery")
                : PaperRules.granted("soc-limits", new WindowLimits(Percentage.of(35), Percentage.of(75)));
    }

    private static Verdict<Permission> permission(ParticipationQuestion question) {
        Participation proven = question.proven();
        boolean recently = proven.periodsSinceAcceptedBid().orElse(9) < 2;
        return PaperRules.granted("participation", new Permission(true, recently));
    }

    static MatchingPeriod before() {
        return PaperGrid.period(RandomDay.PERIODS).period();
    }

    static DayEffect run(PaperGrid grid, PaperRules draft, MatchingPeriod from, List<ChangedTrade> changed) {
        var wish = new WhatIfWish(WhatIfMode.DAY, from, before(), draft, List.of(), version -> List.of(), changed::add);
        var result = RecordedGrid.whatIf(grid, RecordedGrid.of(grid)).run(wish, (done, total, period) -> {});
        assertThat(result.prices()).isEmpty();
        return result.day().orElseThrow();
    }

    static Stream<SettlementLine> lines(PaperGrid grid) {
        return grid.journal().all().stream().flatMap(record -> record.all(SettlementLine.class).stream());
    }

    static Money paid(PaperGrid grid, Party party) {
        return lines(grid).map(line -> line.effectOn(party)).reduce(Money.ZERO, Money::plus);
    }

    static long traded(PaperGrid grid, Class<? extends Entry> of) {
        return grid.journal().all().stream()
                .filter(period -> period.first(Abandonment.class).isEmpty())
                .mapToLong(period -> period.all(of).size())
                .sum();
    }

    /** What the home would have paid the grid for what it did not trade, less what it would have got. */
    private static long instead(PaperGrid grid, ProsumerId home) {
        return lines(grid)
                .filter(line -> line.prosumer().equals(home))
                .mapToLong(line -> line.flow() == Flow.STORED
                        ? -Money.of(line.energy(), PaperGrid.PRICES.sell()).micropence()
                        : Money.of(line.energy(), PaperGrid.PRICES.buy()).micropence())
                .sum();
    }

    @Property(tries = 300)
    void under_the_rules_of_then_nothing_changes(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        var grid = new RandomDay(seed).inTime().run(new PaperRules());
        var effect = run(grid, new PaperRules(), PaperGrid.FIRST.previous(), new ArrayList<>());
        assertThat(effect.trades().changed()).isZero();
        assertThat(effect.bidsNow()).isEqualTo(effect.bidsThen()).isEqualTo(traded(grid, VehicleBid.class));
        assertThat(effect.pairsNow()).isEqualTo(effect.pairsThen()).isEqualTo(traded(grid, Match.class));
        assertThat(effect.otherPairs()).isZero();
        assertThat(effect.undriven()).isEqualTo(Energy.ZERO);
        assertThat(effect.trades().members())
                .allSatisfy(member -> assertThat(member.inAll()).isEqualTo(Money.ZERO));
        assertThat(effect.trades().rows())
                .allSatisfy(row -> assertThat(row.then()).isEqualTo(row.now()));
    }

    /**
     * The oracle is the market itself: the same day, really run under the draft, with the same homes, drives and batteries. Once in
     * a hundred thousand days a charge that is drawn looks like a fraction in one of both markets alone: such a day is no oracle.
     */
    @Property(tries = 300)
    @StatisticsReport(StatisticsReportMode.OFF)
    void under_a_draft_it_is_what_the_market_would_have_booked(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        var booked = new RandomDay(seed).inTime().run(new PaperRules());
        var other = new RandomDay(seed).inTime().withBatteriesOf(booked).run(draft());
        Assume.that(suspected(other).equals(suspected(booked)));
        List<ChangedTrade> changed = new ArrayList<>();
        var effect = run(booked, draft(), PaperGrid.FIRST.previous(), changed);
        assertThat(effect.trades().members()).allSatisfy(member -> {
            assertThat(member.now()).isEqualTo(paid(booked, member.party()));
            assertThat(member.then()).isEqualTo(paid(other, member.party()));
            if (member.party() instanceof VehicleId vehicle) {
                assertThat(member.batteryThen())
                        .contains(other.journal()
                                .inventory(PaperGrid.GRID, vehicle)
                                .orElseThrow()
                                .value());
                assertThat(member.gridDifference())
                        .isEqualTo(outside(booked, vehicle)
                                .paid()
                                .minus(outside(other, vehicle).paid()));
            } else {
                var home = (ProsumerId) member.party();
                assertThat(member.gridDifference().micropence())
                        .isEqualTo(instead(other, home) - instead(booked, home));
            }
        });
        long undriven = booked.members().vehicleIds().stream()
                .mapToLong(car -> Math.max(
                        0, outside(booked, car).driven() - outside(other, car).driven()))
                .sum();
        assertThat(effect.undriven()).isEqualTo(new Energy(undriven));
        Statistics.label("undriven")
                .collect(undriven > 0)
                .coverage(share -> share.check(true).count(many -> many > 0));
        assertThat(effect.bidsThen()).isEqualTo(traded(other, VehicleBid.class));
        assertThat(effect.pairsThen()).isEqualTo(traded(other, Match.class));
        assertThat(changed.stream().flatMap(trade -> trade.then().stream()).toList())
                .allMatch(lines(other).toList()::contains);
        assertThat(changed.stream().flatMap(trade -> trade.now().stream()).toList())
                .allMatch(lines(booked).toList()::contains);
        assertThat(energy(lines(other)))
                .isEqualTo(effect.trades().storedThen().plus(effect.trades().releasedThen()));
        assertThat(effect.trades().outsideGrid()).isZero();
        Statistics.label("other pairs")
                .collect(effect.otherPairs() > 0)
                .coverage(share -> share.check(true).percentage(percent -> percent > 10));
        Statistics.label("trades that are gone")
                .collect(changed.stream().anyMatch(trade -> trade.then().isEmpty()))
                .coverage(share -> share.check(true).percentage(percent -> percent > 20));
    }

    static List<PeriodKey> suspected(PaperGrid grid) {
        return grid.journal().all().stream()
                .filter(record -> record.all(Rejection.class).stream()
                        .anyMatch(rejection -> rejection.reason().startsWith("suspect")))
                .map(PeriodRecord::key)
                .toList();
    }

    static Energy energy(Stream<SettlementLine> lines) {
        return lines.map(SettlementLine::energy).reduce(Energy.ZERO, Energy::plus);
    }

    /**
     * What a car did between periods.
     *
     * @param driven mJ
     * @param paid to the grid for what it charged
     */
    private record Outside(long driven, Money paid) {}

    private static Outside outside(PaperGrid grid, VehicleId car) {
        long driven = 0;
        var paid = Money.ZERO;
        EnergyInventory held = null;
        for (PeriodRecord period : grid.journal().all()) {
            for (InventoryEntry entry : period.all(InventoryEntry.class)) {
                if (!entry.vehicle().equals(car)) {
                    continue;
                }
                if (entry.cause() == Cause.DRIVEN) {
                    driven += held.energy().minus(entry.inventory().energy()).millijoules();
                } else if (entry.cause() == Cause.CHARGED_OUTSIDE) {
                    paid = paid.plus(entry.inventory().value().minus(held.value()));
                }
                held = entry.inventory();
            }
        }
        return new Outside(driven, paid);
    }

    /** As demo cars do: their reports are stamped with the minute, and come in after the market has asked. */
    @Test
    void reports_that_come_in_after_the_market_has_asked_change_nothing() {
        var home = new ProsumerId("L1");
        var car = new VehicleId("EV1");
        var newcomer = new VehicleId("EV2");
        var grid = PaperGrid.of(List.of(home), PaperGrid.car(car), PaperGrid.car(newcomer))
                .opened(Energy.ofKilowattHours("40"));
        grid.parked(car, PaperGrid.period(0));
        for (int number = 0; number < RandomDay.PERIODS; number++) {
            var key = PaperGrid.period(number);
            grid.measured(home, key, PaperGrid.surplus("0.005")).run(key);
            grid.parked(car, key).parked(newcomer, key);
        }
        assertThat(lines(grid)).isNotEmpty();
        var effect = run(grid, new PaperRules(), PaperGrid.FIRST.previous(), new ArrayList<>());
        assertThat(effect.trades().changed()).isZero();
        assertThat(effect.pairsThen()).isEqualTo(traded(grid, Match.class));
    }

    @Property(tries = 100)
    void a_range_in_the_middle_goes_on_from_the_books(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        var grid = new RandomDay(seed).inTime().run(new PaperRules());
        var effect = run(grid, new PaperRules(), PaperGrid.period(4).period(), new ArrayList<>());
        assertThat(effect.trades().changed()).isZero();
    }

    @Test
    void a_line_that_was_changed_by_hand_is_named() {
        var grid = trading();
        var first = lines(grid).findFirst().orElseThrow();
        var changed = new SettlementLine(
                first.match(),
                first.flow(),
                first.debit(),
                first.credit(),
                first.energy(),
                first.price(),
                first.amount().plus(new Money(1)),
                first.bookValue());
        var books = RecordedGrid.of(grid).with(first, changed);
        assertThatThrownBy(() -> RecordedGrid.whatIf(grid, books).run(wish(), (done, total, period) -> {}))
                .isInstanceOf(ReplayRefused.class)
                .hasMessageContaining(changed.text())
                .hasMessageEndingWith("There is no result.");
    }

    private static WhatIfWish wish() {
        return new WhatIfWish(
                WhatIfMode.DAY,
                PaperGrid.FIRST.previous(),
                before(),
                new PaperRules(),
                List.of(),
                version -> List.of(),
                trade -> {});
    }

    private static PaperGrid trading() {
        for (long seed = 0; ; seed++) {
            var grid = new RandomDay(seed).inTime().run(new PaperRules());
            if (lines(grid).count() > 3) {
                return grid;
            }
        }
    }

    @Test
    void late_readings_that_corrected_the_books_are_said() {
        PaperGrid grid = Stream.iterate(0L, seed -> seed + 1)
                .map(seed -> new RandomDay(seed).run(new PaperRules()))
                .filter(day -> day.journal().all().stream()
                        .anyMatch(record -> !record.all(Correction.class).isEmpty()))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(
                        () -> RecordedGrid.whatIf(grid, RecordedGrid.of(grid)).run(wish(), (done, total, period) -> {}))
                .isInstanceOf(ReplayRefused.class)
                .hasMessageContaining("came in late and corrected its match")
                .hasMessageContaining("ask prices, which keeps corrections");
    }

    @Test
    void a_period_that_corrected_one_before_the_range_is_said_before_anything_is_run() {
        var last = before();
        for (long seed = 0; ; seed++) {
            var grid = new RandomDay(seed).run(new PaperRules());
            var books = RecordedGrid.of(grid);
            for (int number = 1; number < RandomDay.PERIODS; number++) {
                var from = PaperGrid.period(number).period();
                var correcting = books.correcting(from, last);
                if (correcting.isPresent() && books.corrected(from, last).isEmpty()) {
                    var wish = new WhatIfWish(
                            WhatIfMode.DAY, from, last, new PaperRules(), List.of(), version -> List.of(), trade -> {});
                    List<MatchingPeriod> run = new ArrayList<>();
                    assertThatThrownBy(() -> RecordedGrid.whatIf(grid, books)
                                    .run(wish, (done, total, period) -> run.add(period)))
                            .isInstanceOf(ReplayRefused.class)
                            .hasMessageContaining(correcting.get() + " corrects the match ")
                            .hasMessageContaining("begin it after");
                    assertThat(run).isEmpty();
                    return;
                }
            }
        }
    }

    @Test
    void periods_that_ran_beside_one_another_are_said() {
        var home = new ProsumerId("L1");
        var car = new VehicleId("EV1");
        var grid = PaperGrid.of(List.of(home), PaperGrid.car(car)).opened(Energy.ofKilowattHours("40"));
        for (int number = 0; number < 2; number++) {
            var key = PaperGrid.period(number);
            grid.parked(car, key).measured(home, key, PaperGrid.surplus("0.005"));
        }
        grid.match(PaperGrid.period(0));
        grid.run(PaperGrid.period(1));
        for (Task task : List.of(Task.MEASURE_EXCHANGE, Task.SETTLE, Task.ANCHOR)) {
            grid.market().perform(task, PaperGrid.period(0));
        }
        assertThatThrownBy(
                        () -> RecordedGrid.whatIf(grid, RecordedGrid.of(grid)).run(wish(), (done, total, period) -> {}))
                .isInstanceOf(ReplayRefused.class)
                .hasMessageContaining(PaperGrid.period(1).period() + " ran beside another period")
                .hasMessageContaining("vehicle:EV1 sat out");
    }

    @Test
    void readings_that_are_no_longer_kept_are_said() {
        var grid = trading();
        var forgotten = new Forgotten(grid.telemetry());
        assertThatThrownBy(() -> RecordedGrid.whatIf(grid, RecordedGrid.of(grid), forgotten)
                        .run(wish(), (done, total, period) -> {}))
                .isInstanceOf(ReplayRefused.class)
                .hasMessageContaining("is no longer kept")
                .hasMessageContaining("choose a later range");
    }

    /** Meters' readings are pruned, cars' reports are not. */
    private record Forgotten(Readings kept) implements Readings {

        @Override
        public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
            return Optional.empty();
        }

        @Override
        public boolean pluggedIn(VehicleId vehicle, Instant instant) {
            return kept.pluggedIn(vehicle, instant);
        }

        @Override
        public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
            return kept.report(vehicle, after, upTo);
        }

        @Override
        public StatusHistory history(VehicleId vehicle, Instant after, Instant upTo) {
            return kept.history(vehicle, after, upTo);
        }
    }

    @Test
    void rows_of_a_period_that_was_abandoned_are_not_counted() {
        var home = new ProsumerId("L1");
        var car = new VehicleId("EV1");
        var grid = PaperGrid.of(List.of(home), PaperGrid.car(car)).opened(Energy.ofKilowattHours("40"));
        for (int number = 0; number < 2; number++) {
            var key = PaperGrid.period(number);
            grid.parked(car, key).measured(home, key, PaperGrid.surplus("0.005"));
        }
        grid.run(PaperGrid.period(0));
        grid.match(PaperGrid.period(1));
        grid.market().abandon(PaperGrid.period(1), "a fuse blew");
        grid.market().perform(Task.ANCHOR, PaperGrid.period(1));
        var effect = run(grid, new PaperRules(), PaperGrid.FIRST.previous(), new ArrayList<>());
        assertThat(effect.trades().rows())
                .filteredOn(row -> row.table().equals("soc-limits"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.now().hits()).isEqualTo(1);
                    assertThat(row.then().hits()).isEqualTo(1);
                });
    }

    @Test
    void rows_of_limits_are_counted_in_both() {
        var grid = trading();
        var effect = run(grid, draft(), PaperGrid.FIRST.previous(), new ArrayList<>());
        var limits = effect.trades().rows().stream()
                .filter(row -> row.table().equals("soc-limits"))
                .toList();
        assertThat(limits).isNotEmpty();
        assertThat(limits.stream().mapToLong(row -> row.now().hits()).sum()).isPositive();
        assertThat(limits.stream().mapToLong(row -> row.then().hits()).sum()).isPositive();
    }
}
