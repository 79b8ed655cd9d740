package ems.market.horizon;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

import ems.market.party.FleetFill;
import ems.market.quantity.Money;

/**
 * What a past day would have come to under each policy.
 *
 * @param outcomes one of each policy
 */
public record DayEvidence(LocalDate date, Map<HorizonPolicy, DayOutcome> outcomes) {

    public DayEvidence {
        var all = new EnumMap<HorizonPolicy, DayOutcome>(HorizonPolicy.class);
        all.putAll(outcomes);
        if (all.size() != HorizonPolicy.values().length) {
            throw new IllegalArgumentException("the evidence of " + date + " is of " + all.keySet() + " alone");
        }
        outcomes = Collections.unmodifiableMap(all);
    }

    public DayOutcome outcome(HorizonPolicy policy) {
        DayOutcome outcome = outcomes.get(policy);
        if (outcome == null) {
            throw new IllegalStateException("the evidence of " + date + " lacks " + policy);
        }
        return outcome;
    }

    Money saved(HorizonPolicy policy) {
        return outcome(policy).saved();
    }

    FleetFill end(HorizonPolicy policy) {
        return outcome(policy).end();
    }
}
