package ems.processes.whatif;

import java.time.Duration;
import java.time.Instant;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.ledger.store.LedgerBlocks;
import ems.market.quantity.MatchingPeriod;
import ems.processes.grid.GridWiring;
import ems.processes.grid.LiveGrid;
import ems.study.whatif.WhatIfMode;

/** What is still kept of a grid's past: whoever asks about more is told so before anything is gone over. */
@Singleton
class KeptPast {

    private final LedgerBlocks blocks;
    private final int days;
    private final boolean isPruned;

    KeptPast(
            GridWiring wiring,
            @ConfigProperty(name = "ems.inbox.kept-days", defaultValue = "8") int days,
            @ConfigProperty(name = "ems.inbox.pruned", defaultValue = "true") boolean isPruned) {
        this.blocks = new LedgerBlocks(wiring.store());
        this.days = days;
        this.isPruned = isPruned;
    }

    /** @throws IllegalArgumentException if what the question needs is forgotten; says since when it is kept */
    void refuseUnlessKept(LiveGrid grid, SettledSpan span, WhatIfMode mode) {
        refuseForgotten(grid, span);
        if (mode == WhatIfMode.DAY && isPruned) {
            refusePruned(grid, span);
        }
    }

    private void refuseForgotten(LiveGrid grid, SettledSpan span) {
        var id = grid.setup().grid();
        blocks.period(id, blocks.forgottenUpTo(id))
                .filter(last -> !last.isBefore(span.from()))
                .ifPresent(last -> {
                    throw new IllegalArgumentException("What the periods of grid " + id + " recorded is kept from "
                            + last.next() + " on (ems.ledger.kept), and 'from' is " + span.from()
                            + ": begin the range there or later.");
                });
    }

    /** Readings that never came in are missed by nobody: only where older ones are no longer kept does the range lack any. */
    private void refusePruned(LiveGrid grid, SettledSpan span) {
        var from = span.from().start();
        var oldest = grid.telemetry().oldestReading();
        if (oldest.filter(kept -> !kept.isAfter(from)).isPresent()
                || !from.isBefore(grid.clock().instant().minus(Duration.ofDays(days)))) {
            return;
        }
        throw new IllegalArgumentException("Readings of grid " + grid.setup().grid() + " are kept "
                + oldest.map(kept -> "from " + kept + " on").orElse("no more")
                + " (ems.inbox.kept-days, " + days + " days), and a day cannot be run again without them: "
                + oldest.map(kept -> "begin the range at " + firstWhole(kept) + " or later")
                        .orElse("choose a later range")
                + ", or ask prices, which needs no readings.");
    }

    private static MatchingPeriod firstWhole(Instant kept) {
        var period = MatchingPeriod.containing(kept);
        return period.start().equals(kept) ? period : period.next();
    }
}
