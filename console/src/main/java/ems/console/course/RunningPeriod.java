package ems.console.course;

import java.util.Optional;

import ems.market.record.PeriodRecord;

/**
 * What is recorded of a period, and how its process instance stands.
 *
 * @param standstill why it has not been started, if it has not; of one that was given up, why the next one is not either
 */
public record RunningPeriod(PeriodRecord record, InstanceStanding instance, Optional<NoticeNow> standstill) {

    public RunningPeriod(PeriodRecord record, InstanceStanding instance) {
        this(record, instance, Optional.empty());
    }
}
