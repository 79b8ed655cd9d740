package ems.processes.benchmarks;

import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;

/** Empty tasks: what remains is the engine. */
record NoWork() implements PeriodSteps {

    private static final String DONE = "nothing to do";

    @Override
    public String collectBids(PeriodKey key) {
        return DONE;
    }

    @Override
    public String forecast(PeriodKey key) {
        return DONE;
    }

    @Override
    public String forecastByPersistence(PeriodKey key) {
        return DONE;
    }

    @Override
    public String verifyAndLimit(PeriodKey key) {
        return DONE;
    }

    @Override
    public String match(PeriodKey key) {
        return DONE;
    }

    @Override
    public String matchGreedily(PeriodKey key) {
        return DONE;
    }

    @Override
    public String measureExchange(PeriodKey key) {
        return DONE;
    }

    @Override
    public String settle(PeriodKey key) {
        return DONE;
    }

    @Override
    public String anchor(PeriodKey key) {
        return DONE;
    }

    @Override
    public String queueAnchor(PeriodKey key) {
        return DONE;
    }

    @Override
    public String abandon(PeriodKey key, String reason) {
        return DONE;
    }
}
