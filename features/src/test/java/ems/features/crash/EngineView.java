package ems.features.crash;

import java.io.IOException;
import java.util.List;

import ems.market.period.MatchingPeriod;
import ems.market.period.PeriodKey;

/** Periods whose process instance has not come to its end, as the operator sees them. */
record EngineView(List<MatchingPeriod> active, List<MatchingPeriod> failed) {

    static EngineView of(Doors doors) throws IOException, InterruptedException {
        return new EngineView(periods(doors, "ACTIVE"), periods(doors, "ERROR"));
    }

    private static List<MatchingPeriod> periods(Doors doors, String state) throws IOException, InterruptedException {
        return doors.instances(state).stream().map(PeriodKey::period).toList();
    }
}
