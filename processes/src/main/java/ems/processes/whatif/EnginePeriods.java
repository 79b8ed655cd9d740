package ems.processes.whatif;

import jakarta.inject.Singleton;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.processes.period.InMemoryPeriods;
import ems.processes.period.Markets;
import ems.study.recorded.PeriodProcess;

/** Takes periods that are run again through the live system's process, with instances in memory. */
@Singleton
class EnginePeriods implements PeriodProcess {

    private final Markets markets;
    private final InMemoryPeriods periods;

    EnginePeriods(Markets markets, InMemoryPeriods periods) {
        this.markets = markets;
        this.periods = periods;
    }

    @Override
    public void takeThrough(PeriodKey key, PeriodSteps steps) {
        markets.openOnce(key.grid(), steps);
        periods.takeThrough(key);
    }

    @Override
    public void end(GridId grid, PeriodSteps steps) {
        markets.close(grid, steps);
    }
}
