package ems.processes.whatif;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import ems.ledger.store.SettledRange;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.PeriodRecord;
import ems.market.rule.PricedDirection;
import ems.processes.grid.GridWiring;
import ems.processes.grid.LiveGrid;
import ems.rules.RuleTables;
import ems.rules.table.RowOutcome;
import ems.study.whatif.RecordedRows;
import ems.study.whatif.VersionUse;

/** What each row of the rules did in settled periods, as they recorded it. */
@Singleton
class RowsInProduction {

    private static final int AT_ONCE = 60;
    /** Then it answers with as much as it has read, and the rest is asked for again. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final GridWiring wiring;

    RowsInProduction(GridWiring wiring) {
        this.wiring = wiring;
    }

    /**
     * What rows did.
     *
     * @param to end of the last period that was read
     * @param next whence to ask on; null: that was all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RowsView(String from, String to, @Nullable String next, List<RowDone> rows) {}

    /**
     * One row of one version.
     *
     * @param direction stored or released, of a row that sets prices
     * @param hits prices that it set, or refusals
     */
    record RowDone(String table, String version, int row, String rule, String direction, WhatIfView.SumsView done) {}

    /**
     * @param from start of the first period; a day before the end without it
     * @param to end of the last period; the last settled one without it
     */
    RowsView of(LiveGrid grid, @Nullable String from, @Nullable String to) {
        var rows = new RecordedRows();
        var done = read(grid, from, to, rows::add);
        return new RowsView(
                done.from().toString(),
                done.to().toString(),
                done.next(),
                rows.all().stream()
                        .map(row -> new RowDone(
                                row.rule().table(),
                                row.rule().version(),
                                row.rule().row(),
                                row.rule().rule(),
                                row.direction().map(PricedDirection::word).orElse(""),
                                WhatIfView.SumsView.of(row.sums())))
                        .toList());
    }

    /**
     * What was read of a span.
     *
     * @param to end of the last period that was read
     * @param next whence to ask on; null: that was all
     */
    private record Done(
            MatchingPeriod from,
            MatchingPeriod to,
            @Nullable String next) {}

    private Done read(LiveGrid grid, @Nullable String from, @Nullable String to, Consumer<PeriodRecord> each) {
        var all = SettledSpan.end(grid, to);
        var span = SettledSpan.beginning(grid, from, to);
        var range = new SettledRange(wiring.store(), grid.setup().grid());
        long end = System.nanoTime() + LONGEST.toNanos();
        var at = span.from();
        while (at.isBefore(span.before()) && (at.equals(span.from()) || System.nanoTime() < end)) {
            var next = new MatchingPeriod(at.start().plus(MatchingPeriod.LENGTH.multipliedBy(AT_ONCE)));
            var before = next.isBefore(span.before()) ? next : span.before();
            range.read(at, before).forEach(each);
            at = before;
        }
        return new Done(span.from(), at, at.isBefore(all) ? at.toString() : null);
    }

    /**
     * What a version did.
     *
     * @param to end of the last period that was read
     * @param next whence to ask on; null: that was all
     * @param periods that used it
     * @param trades that settled in them
     * @param rows each whose hits are recorded: those of prices, and those that refuse
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UseView(
            String version,
            String from,
            String to,
            @Nullable String next,
            long periods,
            long trades,
            List<RowUse> rows) {}

    /** @param hits prices that it set, or refusals; 0: it was never hit */
    record RowUse(String table, int row, String rule, long hits) {}

    /** The span as above. */
    UseView use(LiveGrid grid, RuleTables tables, @Nullable String from, @Nullable String to) {
        var used = new VersionUse(tables.version());
        var done = read(grid, from, to, used::add);
        return new UseView(
                tables.version(),
                done.from().toString(),
                done.to().toString(),
                done.next(),
                used.periods(),
                used.trades(),
                tables.tables().stream()
                        .flatMap(table -> table.rows().stream()
                                .filter(row -> table.equals(tables.pricing())
                                        || row.outcome() instanceof RowOutcome.Refusal<?>))
                        .map(row -> new RowUse(
                                row.rule().table(), row.rule().row(), row.rule().rule(), used.hits(row.rule())))
                        .toList());
    }
}
