package ems.features.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;

/**
 * Periods whose process instance has not come to its end.
 *
 * @param active running, as the operator sees them
 * @param failed in ERROR, as the operator sees them
 * @param stored those of the periods asked for that the engine itself holds
 */
record EngineView(List<MatchingPeriod> active, List<MatchingPeriod> failed, List<MatchingPeriod> stored) {

    private static final Set<String> HELD = Set.of("ACTIVE", "ERROR");

    static EngineView of(Doors doors, List<MatchingPeriod> asked) throws IOException, InterruptedException {
        List<MatchingPeriod> stored = new ArrayList<>();
        for (MatchingPeriod period : asked) {
            if (HELD.contains(doors.stateOf(period))) {
                stored.add(period);
            }
        }
        return new EngineView(instances(doors, "ACTIVE"), instances(doors, "ERROR"), stored);
    }

    private static List<MatchingPeriod> instances(Doors doors, String state) throws IOException, InterruptedException {
        return doors.instances(state).stream().map(PeriodKey::period).toList();
    }
}
