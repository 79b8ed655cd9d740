package ems.study.report;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ems.study.report.Run.Algorithm;

/**
 * Greedy beside optimal matching for one trading scenario, under perfect forecasts where there are any.
 *
 * <p>Greedy needs no forecast, so its only run stands for all.
 */
record Comparison(String scenario, Optional<Run> greedy, Optional<Run> optimal) {

    static List<Comparison> among(List<Run> runs) {
        return runs.stream()
                .map(Run::scenario)
                .distinct()
                .map(scenario -> new Comparison(
                        scenario, best(runs, scenario, Algorithm.GREEDY), best(runs, scenario, Algorithm.OPTIMAL)))
                .toList();
    }

    private static Optional<Run> best(List<Run> runs, String scenario, Algorithm algorithm) {
        return runs.stream()
                .filter(run -> run.scenario().equals(scenario) && run.algorithm() == algorithm)
                .min(Comparator.comparing(run -> !run.forecast().equals("perfect")));
    }

    Stream<Run> runs() {
        return Stream.concat(greedy.stream(), optimal.stream());
    }

    boolean hasBoth() {
        return greedy.isPresent() && optimal.isPresent();
    }

    /** How much less greedy moved than optimal, in percent of optimal; below zero if it moved more. */
    BigDecimal shortfall() {
        BigDecimal best = optimal.orElseThrow().traded().toKilowattHours();
        return Shown.percent(best.subtract(greedy.orElseThrow().traded().toKilowattHours()), best);
    }
}
