package ems.study.result;

import java.util.List;
import java.util.Optional;

/**
 * What the report looks at closely in one run.
 *
 * @param day first day of the EV that moved the most
 * @param regrets of greedy, one for each period
 * @param trade one match from meter to block
 * @param entries in all blocks: those of the periods, and the one in which the members joined
 */
public record FollowedRun(VehicleDay day, List<Regret> regrets, Optional<FollowedTrade> trade, long entries) {

    public FollowedRun {
        regrets = List.copyOf(regrets);
    }
}
