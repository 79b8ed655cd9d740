package ems.console.course;

import ems.market.record.PeriodRecord;

/** What is recorded of a period, and how its process instance stands. */
public record RunningPeriod(PeriodRecord record, InstanceStanding instance) {}
