package ems.study.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.fixture.PaperRules;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.Percentage;
import ems.market.quantity.Power;
import ems.market.quantity.Price;
import ems.market.record.Abandonment;
import ems.market.record.CorrectionLine;
import ems.market.record.Entry;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;
import ems.market.record.StepRecord;
import ems.market.record.VehicleBid;
import ems.market.rule.LimitQuestion;
import ems.market.rule.PricedDirection;
import ems.market.rule.PricingQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.WindowLimits;
import ems.study.recorded.ReplayRefused;
import ems.study.recorded.SettledPeriods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What settled periods would have been: as they were under the rules of then, and under a draft as a market under it. */
class WhatIfTest {

    private static final Function<PricingQuestion, Verdict<Price>> PAPER = prices(50, 110);

    /** A share of the way between the grid's prices, and a percentage of the cost. */
    private static Function<PricingQuestion, Verdict<Price>> prices(int split, int ofCost) {
        return question -> PaperRules.granted(
                "pricing",
                question.direction() != PricedDirection.RELEASED
                        ? question.grid().sell().towards(question.grid().buy(), Percentage.of(split))
                        : question.grid().bounding(Percentage.of(ofCost).of(question.cost())));
    }

    private static MatchingPeriod first() {
        return PaperGrid.FIRST.previous();
    }

    private static MatchingPeriod before() {
        return PaperGrid.period(RandomDay.PERIODS).period();
    }

    private static WhatIfResult run(PaperGrid grid, SettledPeriods books, WhatIfWish wish) {
        return RecordedGrid.whatIf(grid, books).run(wish, (done, total, period) -> {});
    }

    private static WhatIfWish wish(WhatIfMode mode, PaperRules draft) {
        return new WhatIfWish(mode, first(), before(), draft, List.of(), version -> List.of(), changed -> {});
    }

    private static TradesEffect prices(PaperGrid grid, PaperRules draft) {
        return run(grid, RecordedGrid.of(grid), wish(WhatIfMode.PRICES, draft))
                .prices()
                .orElseThrow();
    }

    private static Stream<SettlementLine> lines(PaperGrid grid) {
        return grid.journal().all().stream()
                .flatMap(PeriodRecord::entries)
                .flatMap(entry -> entry instanceof SettlementLine line
                        ? Stream.of(line)
                        : entry instanceof CorrectionLine correction
                                ? Stream.of(correction.line())
                                : Stream.<SettlementLine>empty());
    }

    private static Money paid(PaperGrid grid, Party party) {
        return lines(grid).map(line -> line.effectOn(party)).reduce(Money.ZERO, Money::plus);
    }

    @Property(tries = 400)
    @StatisticsReport(StatisticsReportMode.OFF)
    void under_the_rules_of_then_it_is_what_is_booked(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        var grid = new RandomDay(seed).run(PAPER);
        var result = run(grid, RecordedGrid.of(grid), wish(WhatIfMode.PRICES, new PaperRules().pricing(PAPER)));
        assertThat(result.lines()).isEqualTo(lines(grid).count());
        var effect = result.prices().orElseThrow();
        assertThat(effect.changed()).isZero();
        assertThat(effect.members()).allSatisfy(member -> {
            assertThat(member.now()).isEqualTo(paid(grid, member.party()));
            assertThat(member.inAll()).isEqualTo(Money.ZERO);
            if (member.party() instanceof VehicleId vehicle) {
                assertThat(member.batteryNow())
                        .contains(grid.journal()
                                .inventory(PaperGrid.GRID, vehicle)
                                .orElseThrow()
                                .value());
            }
        });
        assertThat(effect.rows()).allSatisfy(row -> assertThat(row.then()).isEqualTo(row.now()));
        var limits = run(grid, RecordedGrid.of(grid), wish(WhatIfMode.LIMITS, new PaperRules()))
                .minutes()
                .orElseThrow();
        assertThat(limits.changedMinutes()).isZero();
        assertThat(limits.energyThen()).isEqualTo(limits.energyNow());
        Statistics.label("corrected")
                .collect(grid.journal().all().stream()
                        .anyMatch(period -> !period.all(CorrectionLine.class).isEmpty()))
                .coverage(share -> share.check(true).percentage(percent -> percent > 20));
    }

    /** The oracle is the market itself: nobody is paired by price, so the same day runs alike under other prices. */
    @Property(tries = 400)
    void under_a_draft_it_is_what_the_market_would_have_booked(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        var draft = prices(70, 130);
        var booked = new RandomDay(seed).run(PAPER);
        var other = new RandomDay(seed).run(draft);
        List<ChangedTrade> changed = new ArrayList<>();
        var wish = new WhatIfWish(
                WhatIfMode.PRICES,
                first(),
                before(),
                new PaperRules().pricing(draft),
                List.of(),
                version -> List.of(),
                changed::add);
        var effect = run(booked, RecordedGrid.of(booked), wish).prices().orElseThrow();
        assertThat(effect.members()).allSatisfy(member -> {
            assertThat(member.now()).isEqualTo(paid(booked, member.party()));
            assertThat(member.then()).isEqualTo(paid(other, member.party()));
            if (member.party() instanceof VehicleId vehicle) {
                assertThat(member.batteryThen())
                        .contains(other.journal()
                                .inventory(PaperGrid.GRID, vehicle)
                                .orElseThrow()
                                .value());
            }
        });
        assertThat(changed.stream().flatMap(trade -> trade.then().stream()).toList())
                .allMatch(lines(other).toList()::contains);
        assertThat(effect.changed()).isEqualTo(changed.size());
        addsUp(effect);
    }

    /** Totals = members = rows, and what one pays another gets. */
    private static void addsUp(TradesEffect effect) {
        assertThat(sum(effect.members().stream().map(MemberEffect::then))).isEqualTo(Money.ZERO);
        assertThat(sum(effect.members().stream().map(MemberEffect::difference))).isEqualTo(Money.ZERO);
        var homes = effect.members().stream().filter(member -> member.party() instanceof ProsumerId);
        assertThat(sum(homes.map(MemberEffect::then))).isEqualTo(effect.homesThen());
        assertThat(ofRows(effect, true)).isEqualTo(effect.homesThen().micropence());
        assertThat(ofRows(effect, false)).isEqualTo(effect.homesNow().micropence());
        long energy = effect.rows().stream()
                .mapToLong(row -> row.then().millijoules())
                .sum();
        assertThat(energy)
                .isEqualTo(effect.storedThen().millijoules()
                        + effect.releasedThen().millijoules());
        assertThat(effect.differences().stream()
                        .mapToLong(DifferenceBar::members)
                        .sum())
                .isEqualTo(effect.members().size());
        assertThat(effect.outsideGrid()).isZero();
    }

    private static Money sum(Stream<Money> amounts) {
        return amounts.reduce(Money.ZERO, Money::plus);
    }

    private static long ofRows(TradesEffect effect, boolean draft) {
        return effect.rows().stream()
                .mapToLong(row -> (row.direction().orElseThrow() == PricedDirection.STORED ? 1 : -1)
                        * (draft ? row.then() : row.now()).micropence())
                .sum();
    }

    /** Whatever line of the books somebody changes: there is no result, and the line is named. */
    @Property(tries = 300)
    void a_line_that_was_changed_by_hand_is_named(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed, @ForAll @LongRange(min = 0, max = 200) long which) {
        var grid = new RandomDay(seed).run(PAPER);
        List<PeriodRecord> periods = new ArrayList<>();
        Entry changed = null;
        long left = which;
        for (PeriodRecord period : grid.journal().all()) {
            List<StepRecord> steps = new ArrayList<>();
            for (StepRecord step : period.steps()) {
                List<Entry> entries = new ArrayList<>();
                for (Entry entry : step.entries()) {
                    var other = changed == null ? altered(entry) : Optional.<Entry>empty();
                    if (other.isPresent() && left-- == 0) {
                        changed = other.get();
                        entries.add(changed);
                    } else {
                        entries.add(entry);
                    }
                }
                steps.add(new StepRecord(step.step(), entries));
            }
            periods.add(new PeriodRecord(period.key(), steps));
        }
        if (changed == null) {
            return; // the day has fewer lines
        }
        var text = changed.text();
        assertThatThrownBy(() ->
                        run(grid, new RecordedGrid(periods), wish(WhatIfMode.PRICES, new PaperRules().pricing(PAPER))))
                .isInstanceOf(ReplayRefused.class)
                .hasMessageContaining(text)
                .hasMessageEndingWith("There is no result.");
    }

    private static Optional<Entry> altered(Entry entry) {
        if (entry instanceof SettlementLine line) {
            return Optional.of(new SettlementLine(
                    line.match(),
                    line.flow(),
                    line.debit(),
                    line.credit(),
                    line.energy(),
                    line.price(),
                    line.amount().plus(new Money(1)),
                    line.bookValue()));
        }
        return entry instanceof VehicleBid bid
                ? Optional.of(new VehicleBid(
                        bid.vehicle(), bid.inventory(), bid.window(), bid.permission(), Optional.of(new Power(1))))
                : Optional.empty();
    }

    @Test
    void a_higher_floor_refuses_and_pairs_others_minute_by_minute() {
        var grid = new RandomDay(11).run(PAPER);
        var draft = new PaperRules().limiting(WhatIfTest::hardlyAny);
        var result = run(grid, RecordedGrid.of(grid), wish(WhatIfMode.LIMITS, draft));
        var minutes = result.minutes().orElseThrow();
        assertThat(minutes.bidsNow()).isEqualTo(traded(grid, VehicleBid.class)).isPositive();
        assertThat(minutes.bidsNow()).isLessThanOrEqualTo(result.bids());
        assertThat(minutes.bidsThen()).isEqualTo(minutes.bidsNow() - minutes.newlyRefused() + minutes.newlyAdmitted());
        assertThat(minutes.energyThen()).isLessThan(minutes.energyNow());
        assertThat(minutes.changedMinutes()).isPositive();
        assertThat(result.prices()).isEmpty();
    }

    private static Verdict<WindowLimits> hardlyAny(LimitQuestion question) {
        return question.stored().compareTo(new Energy(question.capacity().millijoules() / 2)) > 0
                ? PaperRules.granted("soc-limits", new WindowLimits(Percentage.of(40), Percentage.of(60)))
                : PaperRules.refused("soc-limits", "less than half full");
    }

    @Test
    void a_draft_that_refuses_pairs_is_told_and_not_priced() {
        var grid = new RandomDay(11).run(PAPER);
        var draft = new PaperRules().pricing(question -> PaperRules.refused("pricing", "trading pauses"));
        var result = run(grid, RecordedGrid.of(grid), wish(WhatIfMode.PRICES, draft));
        assertThat(result.prices()).isEmpty();
        var refused = result.refused().orElseThrow();
        assertThat(refused.pairs()).isEqualTo(traded(grid, Match.class));
        assertThat(refused.first().reason()).isEqualTo("trading pauses");
    }

    /** Entries of periods that were not abandoned. */
    private static long traded(PaperGrid grid, Class<? extends Entry> of) {
        return grid.journal().all().stream()
                .filter(period -> period.first(Abandonment.class).isEmpty())
                .mapToLong(period -> period.all(of).size())
                .sum();
    }

    @Test
    void abandoned_minutes_are_checked_and_not_counted() {
        long abandoned = 0;
        for (long seed = 0; seed < 30; seed++) {
            var grid = new RandomDay(seed).run(PAPER);
            var result = run(grid, RecordedGrid.of(grid), wish(WhatIfMode.LIMITS, new PaperRules()));
            var minutes = result.minutes().orElseThrow();
            assertThat(minutes.minutes()).isEqualTo(RandomDay.PERIODS - result.abandoned());
            assertThat(minutes.pairsNow()).isEqualTo(traded(grid, Match.class)).isEqualTo(minutes.pairsThen());
            assertThat(minutes.bidsNow())
                    .isEqualTo(traded(grid, VehicleBid.class))
                    .isEqualTo(minutes.bidsThen());
            abandoned += result.abandoned();
        }
        assertThat(abandoned).isPositive();
    }

    @Test
    void a_range_in_the_middle_starts_from_what_the_books_hold() {
        for (long seed = 0; seed < 60; seed++) {
            var grid = new RandomDay(seed).run(PAPER);
            var from = PaperGrid.period(4).period();
            var wish = new WhatIfWish(
                    WhatIfMode.PRICES,
                    from,
                    before(),
                    new PaperRules().pricing(PAPER),
                    List.of(),
                    version -> List.of(),
                    changed -> {});
            var result = run(grid, RecordedGrid.of(grid), wish);
            assertThat(result.prices().orElseThrow().changed()).isZero();
            assertThat(result.periods()).isEqualTo(4);
        }
    }

    @Test
    void without_settled_periods_there_is_no_result() {
        var grid = new RandomDay(3).run(PAPER);
        var wish = new WhatIfWish(
                WhatIfMode.PRICES,
                before(),
                before().next(),
                new PaperRules(),
                List.of(),
                version -> List.of(),
                changed -> {});
        assertThatThrownBy(() -> run(grid, RecordedGrid.of(grid), wish))
                .hasMessageContaining("There is no settled period from " + before());
    }

    @Test
    void the_bars_hold_everybody_and_have_a_border_at_zero() {
        var bars = DifferenceBar.of(Stream.of(-2_860_000L, -10_000L, 160_000L, 930_000L, 3_020_000L)
                .map(Money::new)
                .toList());
        assertThat(bars).hasSizeLessThanOrEqualTo(12);
        assertThat(bars.stream().mapToLong(DifferenceBar::members).sum()).isEqualTo(5);
        assertThat(bars).anyMatch(bar -> bar.from().equals(Money.ZERO));
        assertThat(DifferenceBar.of(List.of(Money.ZERO, Money.ZERO))).hasSize(1);
    }
}
