package ems.ledger.store;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

import ems.market.party.PeriodKey;
import ems.market.record.Step;
import ems.market.record.StepRecord;

/**
 * The steps of the periods that were asked for last, so that no step's lines are taken apart twice. A step is written
 * once and never changed: what is known of it stays true, and only whether a step is there needs a look. Thread-safe.
 */
final class StepCache {

    private static final int PERIODS = 3;

    private final Map<PeriodKey, Map<Step, StepRecord>> periods = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PeriodKey, Map<Step, StepRecord>> eldest) {
            return size() > PERIODS;
        }
    };

    /** A copy, in the order of the steps. */
    synchronized Map<Step, StepRecord> of(PeriodKey key) {
        var known = periods.get(key);
        return known == null ? new EnumMap<>(Step.class) : new EnumMap<>(known);
    }

    synchronized void add(PeriodKey key, StepRecord step) {
        periods.computeIfAbsent(key, first -> new EnumMap<>(Step.class)).put(step.step(), step);
    }
}
