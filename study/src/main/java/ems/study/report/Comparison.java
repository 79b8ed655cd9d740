package ems.study.report;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ems.study.output.NumberFormats;
import ems.study.plan.StudyRun;
import ems.study.result.RunResult;
import ems.study.scenario.Algorithm;

/**
 * Greedy beside optimal matching for one trading scenario, under perfect forecasts where there are any.
 *
 * <p>Greedy needs no forecast, so its only run stands for all.
 */
record Comparison(String scenario, Optional<RunResult> greedy, Optional<RunResult> optimal) {

    static List<Comparison> among(List<RunResult> runs) {
        return runs.stream()
                .map(run -> run.run().trading().title())
                .distinct()
                .map(scenario -> new Comparison(
                        scenario, best(runs, scenario, Algorithm.GREEDY), best(runs, scenario, Algorithm.OPTIMAL)))
                .toList();
    }

    /** The run under the best forecast that there is. */
    static Optional<RunResult> best(List<RunResult> runs, String scenario, Algorithm algorithm) {
        return runs.stream()
                .filter(run -> run.run().trading().title().equals(scenario)
                        && run.run().algorithm() == algorithm)
                .min(Comparator.comparing(run -> !run.run().forecast().equals(StudyRun.PERFECT)));
    }

    Stream<RunResult> runs() {
        return Stream.concat(greedy.stream(), optimal.stream());
    }

    boolean hasBoth() {
        return greedy.isPresent() && optimal.isPresent();
    }

    /** How much less greedy moved with EVs than optimal, in percent of optimal; below zero if it moved more. */
    BigDecimal shortfall() {
        BigDecimal best = optimal.orElseThrow().withVehicles().toKilowattHours();
        return NumberFormats.percent(
                best.subtract(greedy.orElseThrow().withVehicles().toKilowattHours()), best);
    }
}
