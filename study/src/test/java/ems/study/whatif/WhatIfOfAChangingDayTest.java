package ems.study.whatif;

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;
import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.fixture.PaperRules;
import ems.market.party.PeriodKey;
import ems.market.period.CodeRules;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.Percentage;
import ems.market.record.Match;
import ems.market.record.Rejection;
import ems.market.record.SignedBid;
import ems.market.record.VehicleBid;
import ems.market.rule.ActiveRules;
import ems.market.rule.PricedDirection;
import ems.market.rule.RuleBook;
import ems.market.rule.WindowLimits;
import ems.study.recorded.ReplayRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A day on which members come and go, bids are signed and the tables change, as it might have been. */
class WhatIfOfAChangingDayTest {

    private static final int OTHER_TABLES = 4;
    private static final String YOUNG = "young";

    /** Other prices and limits from the middle of the day on. */
    private record TwoVersions(ActiveRules old, ActiveRules young) implements RuleBook {

        @Override
        public ActiveRules openingPeriod(PeriodKey key) {
            return key.period().isBefore(PaperGrid.period(OTHER_TABLES).period()) ? old : young;
        }

        @Override
        public ActiveRules version(String version) {
            return version.equals(YOUNG) ? young : old;
        }
    }

    private static RuleBook versions() {
        var young = new PaperRules()
                .called(YOUNG)
                .pricing(question -> PaperRules.granted(
                        "pricing",
                        question.direction() != PricedDirection.RELEASED
                                ? question.grid().sell().towards(question.grid().buy(), Percentage.of(60))
                                : question.grid().bounding(Percentage.of(120).of(question.cost()))))
                .limiting(question -> question.pluggedIn()
                        ? PaperRules.granted("soc-limits", new WindowLimits(Percentage.of(30), Percentage.of(70)))
                        : PaperRules.refused("soc-limits", "not plugged in"));
        return new TwoVersions(new PaperRules(), young);
    }

    private static WhatIfResult run(PaperGrid grid, ActiveRules draft, MatchingPeriod from) {
        var before = PaperGrid.period(ChangingDay.PERIODS).period();
        var wish = new WhatIfWish(WhatIfMode.DAY, from, before, draft, List.of(), version -> List.of(), trade -> {});
        return RecordedGrid.whatIf(grid, RecordedGrid.of(grid)).run(wish, (done, total, period) -> {});
    }

    private static long count(PaperGrid grid, Class<?> of) {
        return grid.journal().all().stream()
                .flatMap(period -> period.entries())
                .filter(of::isInstance)
                .count();
    }

    private static boolean bids(PaperGrid grid, int from) {
        return grid.journal().all().stream()
                .filter(period ->
                        !period.key().period().isBefore(PaperGrid.period(from).period()))
                .anyMatch(period -> period.bid(ChangingDay.NEW_CAR).isPresent());
    }

    @Property(tries = 300)
    @StatisticsReport(StatisticsReportMode.OFF)
    void each_version_leads_to_what_was_booked_under_it(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        var grid = new ChangingDay(seed).run(versions());
        var result = run(grid, new PaperRules(), PaperGrid.FIRST.previous());
        assertThat(result.versions()).containsExactlyInAnyOrder(PaperRules.VERSION, YOUNG);
        assertThat(result.bids()).isEqualTo(count(grid, VehicleBid.class));
        assertThat(result.pairs()).isEqualTo(count(grid, Match.class));
        assertThat(count(grid, SignedBid.class)).isPositive();
        Statistics.label("the car that joined bids")
                .collect(bids(grid, 0))
                .coverage(share -> share.check(true).percentage(percent -> percent > 50));
        Statistics.label("a bid was not signed")
                .collect(grid.journal().all().stream()
                        .flatMap(period -> period.all(Rejection.class).stream())
                        .anyMatch(refusal -> refusal.rule().equals(CodeRules.UNSIGNED)))
                .coverage(share -> share.check(true).percentage(percent -> percent > 50));
    }

    @Property(tries = 300)
    void a_range_in_the_middle_goes_on_from_the_books(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @LongRange(min = 1, max = ChangingDay.PERIODS - 1) long first) {
        var grid = new ChangingDay(seed).run(new PaperRules());
        var effect = run(grid, new PaperRules(), PaperGrid.period((int) first).period())
                .day()
                .orElseThrow();
        assertThat(effect.trades().changed()).isZero();
        assertThat(effect.bidsThen()).isEqualTo(effect.bidsNow());
        assertThat(effect.otherPairs()).isZero();
    }

    /** The oracle is the market itself: the same day, really run under the draft. */
    @Property(tries = 300)
    @StatisticsReport(StatisticsReportMode.OFF)
    void under_a_draft_it_is_what_the_market_would_have_booked(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        var booked = new ChangingDay(seed).run(versions());
        var other = new ChangingDay(seed).run(WhatIfDayTest.draft());
        var effect = run(booked, WhatIfDayTest.draft(), PaperGrid.FIRST.previous())
                .day()
                .orElseThrow();
        assertThat(effect.trades().members()).allSatisfy(member -> {
            assertThat(member.now()).isEqualTo(WhatIfDayTest.paid(booked, member.party()));
            assertThat(member.then()).isEqualTo(WhatIfDayTest.paid(other, member.party()));
        });
        assertThat(effect.bidsThen()).isEqualTo(WhatIfDayTest.traded(other, VehicleBid.class));
        assertThat(effect.pairsThen()).isEqualTo(WhatIfDayTest.traded(other, Match.class));
        assertThat(effect.trades().storedThen().plus(effect.trades().releasedThen()))
                .isEqualTo(WhatIfDayTest.energy(WhatIfDayTest.lines(other)));
        Statistics.label("somebody pays otherwise")
                .collect(effect.trades().members().stream()
                        .anyMatch(member -> !member.now().equals(member.then())))
                .coverage(share -> share.check(true).percentage(percent -> percent > 50));
    }

    /** Whoever read the tables of one version for both would find the first period behind the border. */
    @Test
    void a_version_that_is_read_as_the_other_is_found() {
        List<Long> trading = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            var grid = new ChangingDay(seed).run(versions());
            if (WhatIfDayTest.lines(grid)
                    .anyMatch(line -> !line.match()
                                    .period()
                                    .isBefore(PaperGrid.period(OTHER_TABLES).period())
                            && !line.effectOn(line.prosumer()).equals(Money.ZERO))) {
                trading.add(seed);
                grid.with(new TwoVersions(new PaperRules(), new PaperRules().called(YOUNG)));
                assertThatThrownBy(() -> run(grid, new PaperRules(), PaperGrid.FIRST.previous()))
                        .isInstanceOf(ReplayRefused.class)
                        .hasMessageContaining("does not reproduce the books of");
            }
        }
        assertThat(trading).hasSizeGreaterThan(5);
    }
}
