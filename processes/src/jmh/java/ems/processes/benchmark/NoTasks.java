package ems.processes.benchmark;

import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.period.Task;

/** Empty tasks: what remains is the engine. */
record NoTasks() implements PeriodSteps {

    private static final String DONE = "nothing to do";

    @Override
    public String perform(Task task, PeriodKey key) {
        return DONE;
    }

    @Override
    public String abandon(PeriodKey key, String reason) {
        return DONE;
    }
}
