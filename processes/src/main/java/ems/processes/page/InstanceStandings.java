package ems.processes.page;

import java.util.Optional;

import ems.console.course.InstanceStanding;
import ems.market.period.Task;
import ems.market.record.Abandonment;
import ems.market.record.PeriodRecord;
import ems.processes.period.InMemoryPeriods;
import ems.processes.period.PeriodStatus;

/** How instances stand, in the words of the pages. */
public final class InstanceStandings {

    private InstanceStandings() {}

    /** The engine forgets an instance that has ended; the record of its period tells the two apart. */
    public static InstanceStanding of(PeriodRecord record, Optional<PeriodStatus> status) {
        return status.map(InstanceStandings::of)
                .orElseGet(() -> record.isClosed() ? ended(record) : InstanceStanding.NOT_STARTED);
    }

    public static InstanceStanding of(PeriodStatus status) {
        return status.failed()
                ? InstanceStanding.failed(
                        InMemoryPeriods.PROCESS, status.instance(), words(status.failedNode()), status.message())
                : InstanceStanding.active(InMemoryPeriods.PROCESS, status.instance());
    }

    private static InstanceStanding ended(PeriodRecord record) {
        return record.first(Abandonment.class).filter(Abandonment::isByOperator).isPresent()
                ? InstanceStanding.ABORTED
                : InstanceStanding.COMPLETED;
    }

    /** The task's words on the diagram; the node's id where it is no task. */
    private static String words(String node) {
        return Task.withId(node).map(Task::words).orElse(node);
    }
}
