package ems.processes.period;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jakarta.enterprise.context.ApplicationScoped;

import ems.market.party.PeriodKey;
import ems.market.record.Abandonment;

/** What the ledger will say of a period that is being aborted: the engine's abort carries no reason. */
@ApplicationScoped
public class AbortReasons {

    private final Map<PeriodKey, String> reasons = new ConcurrentHashMap<>();

    String of(PeriodKey key) {
        return reasons.getOrDefault(key, Abandonment.BY_OPERATOR);
    }

    /** The reason holds while the work is done. Whoever calls has the period's turn. */
    void during(PeriodKey key, String reason, Runnable work) {
        reasons.put(key, reason);
        try {
            work.run();
        } finally {
            reasons.remove(key);
        }
    }
}
