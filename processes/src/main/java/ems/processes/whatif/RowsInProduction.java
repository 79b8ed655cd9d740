package ems.processes.whatif;

import java.time.Duration;
import java.util.List;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import ems.ledger.store.SettledRange;
import ems.market.quantity.MatchingPeriod;
import ems.processes.grid.GridWiring;
import ems.processes.grid.LiveGrid;
import ems.study.whatif.RecordedRows;

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
        var range = new SettledRange(wiring.store(), grid.setup().grid());
        var rows = new RecordedRows();
        long end = System.nanoTime() + LONGEST.toNanos();
        var at = span.from();
        while (at.isBefore(span.before()) && (at.equals(span.from()) || System.nanoTime() < end)) {
            var next = new MatchingPeriod(at.start().plus(MatchingPeriod.LENGTH.multipliedBy(AT_ONCE)));
            var before = next.isBefore(span.before()) ? next : span.before();
            range.read(at, before).forEach(rows::add);
            at = before;
        }
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
}
