package ems.study.report;

import java.util.ArrayList;
import java.util.List;

import ems.study.result.FollowedRun;
import ems.study.result.Regret;

/**
 * What greedy pairs would have lost in the course of one run, to the best pairs of the very same bids.
 *
 * @param minutes that each step sums up; a rest at the end is a step of its own
 */
record LostOverTime(int minutes, List<Regret> steps) {

    static LostOverTime of(FollowedRun run, int minutes) {
        List<Regret> steps = new ArrayList<>();
        for (int from = 0; from < run.regrets().size(); from += minutes) {
            int to = Math.min(run.regrets().size(), from + minutes);
            steps.add(run.regrets().subList(from, to).stream().reduce(Regret.NONE, Regret::plus));
        }
        return new LostOverTime(minutes, steps);
    }
}
