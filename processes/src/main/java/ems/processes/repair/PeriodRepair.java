package ems.processes.repair;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import jakarta.enterprise.context.ApplicationScoped;

import ems.market.party.PeriodKey;
import ems.market.period.Task;
import ems.market.record.Abandonment;
import ems.market.record.PeriodRecord;
import ems.processes.grid.LiveGrids;
import ems.processes.period.InstanceIndex;
import ems.processes.period.PeriodStatus;
import ems.processes.period.PeriodTurns;
import ems.processes.period.StoredPeriods;
import ems.processes.repair.RepairAnswer.Kind;

/** Carries out what an operator orders of a period, once and only if it fits how the period stands. */
@ApplicationScoped
public class PeriodRepair {

    private final StoredPeriods periods;
    private final PeriodTurns turns;
    private final InstanceIndex index;
    private final LiveGrids grids;

    public PeriodRepair(StoredPeriods periods, PeriodTurns turns, InstanceIndex index, LiveGrids grids) {
        this.periods = periods;
        this.turns = turns;
        this.index = index;
        this.grids = grids;
    }

    /**
     * @param noted notes who orders it, once it is certain that it will be tried; answers what the ledger shall say of a period
     *     that is ended by it
     */
    public RepairAnswer order(RepairOrder order, PeriodKey key, Supplier<String> noted) {
        return turns.unlessTaken(key, () -> inTurn(order, key, noted))
                .orElseGet(() -> no(order, key, "another order or the clock is at work on it. Look at it again"));
    }

    /** Why the order does not fit the period as it stands, after "it is not done:" and without a full stop; empty if it fits. */
    public Optional<String> refusal(RepairOrder order, PeriodKey key) {
        return refusal(order, key, periods.status(key));
    }

    /** Refuses what the market does not take at all, and says how the period stands, if it is one. */
    public RepairAnswer refuse(RefusedOperation operation, String named, String instance) {
        var stands = find(instance)
                .map(key -> " Period " + key + " " + stands(key) + '.')
                .orElse("");
        return RepairAnswer.refused(named + " is refused: " + operation.words() + stands);
    }

    /** Why the period of an instance stands still; empty if it does not, or if there is none. */
    public Optional<PeriodStatus> failure(String instance) {
        return find(instance).flatMap(periods::status).filter(PeriodStatus::failed);
    }

    private RepairAnswer inTurn(RepairOrder order, PeriodKey key, Supplier<String> noted) {
        var status = periods.status(key);
        var refusal = refusal(order, key, status);
        if (refusal.isPresent()) {
            return no(order, key, refusal.get());
        }
        var task = status.map(PeriodStatus::failedNode).map(PeriodRepair::words).orElse("");
        var reason = noted.get();
        switch (order) {
            case RETRY -> periods.retry(key);
            case SKIP -> periods.skip(key);
            case ABORT -> periods.abort(key, reason);
        }
        var after = periods.status(key).filter(PeriodStatus::failed);
        String what = order == RepairOrder.ABORT ? "Period " + key : "'" + task + "' of period " + key;
        return after.map(again -> new RepairAnswer(
                        Kind.FAILED,
                        what + " was " + order.done() + ": '" + words(again.failedNode()) + "' failed: "
                                + again.message() + "."))
                .orElseGet(() -> new RepairAnswer(
                        Kind.DONE, what + " was " + order.done() + ". The period " + stands(key) + "."));
    }

    /** Empty if the order fits the period as it stands. */
    private Optional<String> refusal(RepairOrder order, PeriodKey key, Optional<PeriodStatus> status) {
        if (status.isEmpty()) {
            return Optional.of("it " + stands(key) + ". Nothing is left to do");
        }
        var record = record(key);
        if (order == RepairOrder.ABORT) {
            return record.isClosed()
                    ? Optional.of("what is booked stays, since it " + ended(record)
                            + ". Retry its last step, or skip it: the next block takes this one along")
                    : Optional.empty();
        }
        if (!status.orElseThrow().failed()) {
            return Optional.of("nothing of it failed: it " + stands(key) + ". Wait for that, or abort the period");
        }
        return grids.find(key.grid())
                .flatMap(grid -> grid.sealedPast(record))
                .map(head -> "the books are sealed up to " + head
                        + ", and nothing of this period was recorded before that. Abort it");
    }

    /** How a period stands, after "it". */
    private String stands(PeriodKey key) {
        var status = periods.status(key);
        if (status.isPresent()) {
            var running = status.get();
            return running.failed()
                    ? "stands still, because '" + words(running.failedNode()) + "' failed: " + running.message()
                    : "waits for its exchange window to close at "
                            + key.period().end();
        }
        var record = record(key);
        if (!record.isClosed()) {
            return index.isAborted(key) ? "was aborted, and nothing of it is recorded" : "has ended";
        }
        return ended(record);
    }

    private static String ended(PeriodRecord record) {
        return record.first(Abandonment.class)
                .map(abandoned -> "has ended without settlement: " + abandoned.reason())
                .orElse("has ended and is settled");
    }

    private PeriodRecord record(PeriodKey key) {
        return grids.find(key.grid()).map(grid -> grid.journal().read(key)).orElseGet(() -> PeriodRecord.blank(key));
    }

    private Optional<PeriodKey> find(String instance) {
        try {
            return index.period(UUID.fromString(instance).toString());
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private static RepairAnswer no(RepairOrder order, PeriodKey key, String why) {
        return RepairAnswer.refused("Period " + key + " is not " + order.done() + ": " + why + ".");
    }

    /** The task's words on the diagram; the node's id where it is no task. */
    private static String words(String node) {
        return Task.withId(node).map(Task::words).orElse(node);
    }
}
