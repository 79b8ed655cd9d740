package ems.processes.page;

import java.util.List;
import java.util.Optional;

import ems.console.decision.MatchingNow;
import ems.console.decision.WhyNow;
import ems.market.ledger.BlockHeader;
import ems.market.record.Entry;
import ems.market.record.PeriodRecord;
import ems.processes.grid.GridSetup;
import ems.processes.period.PeriodStatus;

/**
 * A period as the interface shows it: its instance, everything it recorded, and its block.
 *
 * @param state ACTIVE or ERROR while its instance runs; then ABORTED if an operator ended it, COMPLETED if it ended otherwise;
 *     else ABSENT
 * @param steps entries as the ledger keeps them, by step
 * @param matching how its pairs were chosen, and what was lost; empty before they are
 * @param whys a reason for each match
 */
public record PeriodView(
        String key,
        String state,
        String failedTask,
        String error,
        List<StepView> steps,
        Optional<BlockView> block,
        Optional<MatchingNow> matching,
        List<WhyNow> whys) {

    /** Entries of one step. */
    public record StepView(String step, List<String> entries) {}

    /** Where the period is sealed. */
    public record BlockView(long height, String hash, boolean anchored) {}

    /** @param aborted an operator ended it, whether or not anything is recorded of it */
    static PeriodView of(
            PeriodRecord record,
            Optional<PeriodStatus> status,
            boolean aborted,
            Optional<BlockHeader> block,
            long anchoredHeight,
            GridSetup setup) {
        String state = status.map(running -> running.failed() ? "ERROR" : "ACTIVE")
                .orElse(aborted ? "ABORTED" : record.isClosed() ? "COMPLETED" : "ABSENT");
        return new PeriodView(
                record.key().toString(),
                state,
                status.map(PeriodStatus::failedNode).orElse(""),
                status.map(PeriodStatus::message).orElse(""),
                record.steps().stream()
                        .map(done -> new StepView(
                                done.step().name(),
                                done.entries().stream().map(Entry::text).toList()))
                        .toList(),
                block.map(header -> new BlockView(header.height(), header.hash(), header.height() <= anchoredHeight)),
                MatchingNow.of(record, setup.matching()),
                WhyNow.of(record, setup.members().partners()));
    }
}
