package ems.processes.period;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;

/** Steps that only note that they were called, and fail where a test asks for it. */
final class TroubledSteps implements PeriodSteps {

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Map<String, RuntimeException> troubles = new ConcurrentHashMap<>();

    void trouble(String step, RuntimeException trouble) {
        troubles.put(step, trouble);
    }

    void mend(String step) {
        troubles.remove(step);
    }

    /** Steps that were done, in order; a failed call is not in it. */
    List<String> done() {
        return done;
    }

    private String call(String step) {
        var trouble = troubles.get(step);
        if (trouble != null) {
            throw trouble;
        }
        done.add(step);
        return step + " done";
    }

    @Override
    public String collectBids(PeriodKey key) {
        return call("collectBids");
    }

    @Override
    public String forecast(PeriodKey key) {
        return call("forecast");
    }

    @Override
    public String forecastByPersistence(PeriodKey key) {
        return call("forecastByPersistence");
    }

    @Override
    public String verifyAndLimit(PeriodKey key) {
        return call("verifyAndLimit");
    }

    @Override
    public String match(PeriodKey key) {
        return call("match");
    }

    @Override
    public String matchGreedily(PeriodKey key) {
        return call("matchGreedily");
    }

    @Override
    public String measureExchange(PeriodKey key) {
        return call("measureExchange");
    }

    @Override
    public String settle(PeriodKey key) {
        return call("settle");
    }

    @Override
    public String anchor(PeriodKey key) {
        return call("anchor");
    }

    @Override
    public String queueAnchor(PeriodKey key) {
        return call("queueAnchor");
    }

    @Override
    public String abandon(PeriodKey key, String reason) {
        return call("abandon");
    }
}
