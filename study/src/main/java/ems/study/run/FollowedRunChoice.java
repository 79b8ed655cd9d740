package ems.study.run;

import java.util.Comparator;
import java.util.List;

import ems.study.plan.StudyRun;
import ems.study.scenario.Algorithm;

/** Which run the report looks at closely: optimal matching, the best forecast, and the most EVs. */
final class FollowedRunChoice {

    private FollowedRunChoice() {}

    static StudyRun among(List<StudyRun> runs) {
        Comparator<StudyRun> order = Comparator.comparing((StudyRun run) -> run.algorithm() == Algorithm.OPTIMAL)
                .thenComparing(run -> run.forecast().equals(StudyRun.PERFECT))
                .thenComparing(run -> run.trading().vehicles(0));
        return runs.stream().max(order).orElseThrow();
    }
}
