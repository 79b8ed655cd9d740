package ems.study.run;

import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.period.Task;

/** Takes a period through its steps by plain calls, without a process engine and its fallbacks: the bare loop to measure against. */
public final class DirectPeriods {

    public void takeThrough(PeriodKey key, PeriodSteps steps) {
        Task.WITHOUT_FALLBACKS.forEach(task -> steps.perform(task, key));
    }
}
