package ems.study.run;

import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;

/** Takes a period through its steps by plain calls, without a process engine and its fallbacks: the bare loop to measure against. */
public final class DirectPeriods {

    public void takeThrough(PeriodKey key, PeriodSteps steps) {
        steps.collectBids(key);
        steps.forecast(key);
        steps.verifyAndLimit(key);
        steps.match(key);
        steps.measureExchange(key);
        steps.settle(key);
        steps.anchor(key);
    }
}
