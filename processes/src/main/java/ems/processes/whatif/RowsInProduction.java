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

    RowsView of(LiveGrid grid, SettledSpan span) {
        var rows = new RecordedRows();
        var at = read(grid, span, rows::add);
        return new RowsView(
                span.from().toString(),
                at.toString(),
                at.isBefore(span.before()) ? at.toString() : null,
                rows.all().stream()
                        .map(row -> new RowDone(
                                row.rule().table(),
                                row.rule().version(),
                                row.rule().row(),
                                row.rule().rule(),
                                row.flow().map(ChangedTradesCsv::direction).orElse(""),
                                WhatIfView.SumsView.of(row.sums())))
                        .toList());
    }

    /** @return end of the last period that was read */
    private MatchingPeriod read(LiveGrid grid, SettledSpan span, Consumer<PeriodRecord> each) {
        var range = new SettledRange(wiring.store(), grid.setup().grid());
        long end = System.nanoTime() + LONGEST.toNanos();
        var at = span.from();
        while (at.isBefore(span.before()) && (at.equals(span.from()) || System.nanoTime() < end)) {
            var next = new MatchingPeriod(at.start().plus(MatchingPeriod.LENGTH.multipliedBy(AT_ONCE)));
            var before = next.isBefore(span.before()) ? next : span.before();
            range.read(at, before).forEach(each);
            at = before;
        }
        return at;
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

    /** @param isAll whether the span ends where it was asked to */
    UseView use(LiveGrid grid, RuleTables tables, SettledSpan span, boolean isAll) {
        var used = new VersionUse(tables.version());
        var at = read(grid, span, used::add);
        return new UseView(
                tables.version(),
                span.from().toString(),
                at.toString(),
                isAll && !at.isBefore(span.before()) ? null : at.toString(),
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
