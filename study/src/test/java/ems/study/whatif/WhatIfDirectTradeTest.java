package ems.study.whatif;

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
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.BookedLine;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.Match;
import ems.market.record.SettlementLine;
import ems.market.rule.PricedDirection;
import ems.study.recorded.ReplayRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A day on which homes that the cars leave trade with each other, as it might have been. */
class WhatIfDirectTradeTest {

    private static Stream<BookedLine> lines(PaperGrid grid) {
        return grid.journal().all().stream()
                .flatMap(record -> Stream.concat(
                        record.all(SettlementLine.class).stream(), record.all(DirectLine.class).stream()));
    }

    private static Energy direct(PaperGrid grid) {
        return lines(grid)
                .filter(DirectLine.class::isInstance)
                .map(BookedLine::energy)
                .reduce(Energy.ZERO, Energy::plus);
    }

    private static Money paid(PaperGrid grid, Party party) {
        return lines(grid).map(line -> line.effectOn(party)).reduce(Money.ZERO, Money::plus);
    }

    /** What the home would have paid the grid for what it did not trade, less what it would have got. */
    private static long instead(PaperGrid grid, ProsumerId home) {
        return lines(grid)
                .filter(line -> line.has(home))
                .mapToLong(line -> line.isPurchaseOf(home)
                        ? Money.of(line.energy(), PaperGrid.PRICES.buy()).micropence()
                        : -Money.of(line.energy(), PaperGrid.PRICES.sell()).micropence())
                .sum();
    }

    private static WhatIfWish wish(WhatIfMode mode) {
        return new WhatIfWish(
                mode,
                PaperGrid.FIRST.previous(),
                WhatIfDayTest.before(),
                new PaperRules(),
                List.of(),
                version -> List.of(),
                trade -> {});
    }

    private static PaperGrid trading() {
        return Stream.iterate(0L, seed -> seed + 1)
                .map(seed -> new RandomDay(seed).inTime().tradingDirectly().run(new PaperRules()))
                .filter(day -> !direct(day).isZero())
                .findFirst()
                .orElseThrow();
    }

    @Property(tries = 100)
    void under_the_rules_of_then_nothing_changes(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        var grid = new RandomDay(seed).inTime().tradingDirectly().run(new PaperRules());
        var effect = WhatIfDayTest.run(grid, new PaperRules(), PaperGrid.FIRST.previous(), new ArrayList<>());
        assertThat(effect.trades().changed()).isZero();
        assertThat(effect.otherPairs()).isZero();
        assertThat(effect.trades().directNow())
                .isEqualTo(effect.trades().directThen())
                .isEqualTo(direct(grid));
    }

    /** Cars take other homes, so that others are left, and trade at the draft's price. */
    @Property(tries = 200)
    @StatisticsReport(StatisticsReportMode.OFF)
    void homes_are_paired_again_after_the_cars_under_the_draft(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        var booked = new RandomDay(seed).inTime().tradingDirectly().run(new PaperRules());
        var other = new RandomDay(seed)
                .inTime()
                .tradingDirectly()
                .withBatteriesOf(booked)
                .run(WhatIfDayTest.draft());
        Assume.that(WhatIfDayTest.suspected(other).equals(WhatIfDayTest.suspected(booked)));
        List<ChangedTrade> changed = new ArrayList<>();
        var effect = WhatIfDayTest.run(booked, WhatIfDayTest.draft(), PaperGrid.FIRST.previous(), changed);
        assertThat(effect.trades().members()).allSatisfy(member -> {
            assertThat(member.now()).isEqualTo(paid(booked, member.party()));
            assertThat(member.then()).isEqualTo(paid(other, member.party()));
            if (member.party() instanceof ProsumerId home) {
                assertThat(member.gridDifference().micropence())
                        .isEqualTo(instead(other, home) - instead(booked, home));
            }
        });
        assertThat(effect.trades().directNow()).isEqualTo(direct(booked));
        assertThat(effect.trades().directThen()).isEqualTo(direct(other));
        assertThat(effect.pairsThen())
                .isEqualTo(WhatIfDayTest.traded(other, Match.class) + WhatIfDayTest.traded(other, DirectMatch.class));
        assertThat(changed.stream().flatMap(trade -> trade.then().stream()).toList())
                .allMatch(lines(other).toList()::contains);
        assertThat(changed.stream().flatMap(trade -> trade.now().stream()).toList())
                .allMatch(lines(booked).toList()::contains);
        assertThat(effect.trades().rows().stream()
                        .filter(row -> row.direction().equals(Optional.of(PricedDirection.DIRECT)))
                        .mapToLong(row -> row.then().millijoules())
                        .sum())
                .isEqualTo(direct(other).millijoules());
        assertThat(effect.trades().outsideGrid()).isZero();
        Statistics.label("homes traded with homes")
                .collect(!direct(other).isZero())
                .coverage(share -> share.check(true).percentage(percent -> percent > 10));
        Statistics.label("with others than before")
                .collect(changed.stream()
                        .anyMatch(trade -> trade.direction() == PricedDirection.DIRECT
                                && (trade.now().isEmpty() || trade.then().isEmpty())))
                .coverage(share -> share.check(true).percentage(percent -> percent > 1));
    }

    @Test
    void the_same_trades_at_other_prices_are_asked_of_evs_only() {
        var grid = trading();
        assertThatThrownBy(() -> RecordedGrid.whatIf(grid, RecordedGrid.of(grid))
                        .run(wish(WhatIfMode.PRICES), (done, total, period) -> {}))
                .isInstanceOf(ReplayRefused.class)
                .hasMessageContaining(
                        "homes traded with homes, and mode 'prices' goes over trades with EVs only: ask" + " 'day'");
    }

    @Test
    void who_bids_and_is_paired_with_an_ev_is_asked_as_ever() {
        var grid = trading();
        var result = RecordedGrid.whatIf(grid, RecordedGrid.of(grid))
                .run(wish(WhatIfMode.LIMITS), (done, total, period) -> {});
        assertThat(result.minutes().orElseThrow().changedMinutes()).isZero();
    }
}
