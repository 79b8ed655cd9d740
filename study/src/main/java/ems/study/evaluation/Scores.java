package ems.study.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import ems.study.evaluation.OverSeeds.Worst;

import static java.util.Objects.requireNonNull;

/**
 * The errors of all forecasters by day and home, over the same minutes: one that is not known, or that any of them could not
 * forecast, is left out for all.
 */
final class Scores {

    private final EvaluationPlan plan;
    private final int homes;
    private final Map<Entrant, Errors[][]> errors = new HashMap<>();
    private final long[][] minutes;

    /** @param truth of each prosumer, in the scenario's order */
    Scores(EvaluationPlan plan, List<NetPowers> truth, List<Evaluated> evaluated) {
        this.plan = plan;
        this.homes = truth.size();
        this.minutes = new long[plan.scenario().days()][homes];
        evaluated.forEach(
                each -> errors.put(each.entrant(), new Errors[plan.scenario().days()][homes]));
        for (int home = 0; home < homes; home++) {
            BitSet scored = truth.get(home).knownMinutes();
            for (Evaluated each : evaluated) {
                each.forecasts().get(home).retainIn(scored);
            }
            for (Evaluated each : evaluated) {
                score(each, truth.get(home), home, scored);
            }
        }
    }

    private void score(Evaluated evaluated, NetPowers truth, int home, BitSet scored) {
        for (int day = 0; day < plan.scenario().days(); day++) {
            int from = day * EvaluationPlan.PERIODS_A_DAY;
            var of = Errors.of(
                    evaluated.forecasts().get(home), truth, scored, from, from + EvaluationPlan.PERIODS_A_DAY);
            requireNonNull(errors.get(evaluated.entrant()))[day][home] = of;
            minutes[day][home] = of.minutes();
        }
    }

    /** Minutes of the home, or of all homes together if none is named. */
    long minutes(int day, Optional<Integer> home) {
        return home.map(one -> minutes[day][one]).orElseGet(() -> {
            long sum = 0;
            for (long each : minutes[day]) {
                sum += each;
            }
            return sum;
        });
    }

    long leftOut(int day, Optional<Integer> home) {
        long all = (long) EvaluationPlan.PERIODS_A_DAY * (home.isPresent() ? 1 : homes);
        return all - minutes(day, home);
    }

    /** All homes together if none is named: their minutes lie in one heap, so large homes weigh more. */
    OptionalDouble measured(Measure measure, Entrant entrant, int day, Optional<Integer> home) {
        return measure.of(
                errors(entrant, day, home),
                errors(Entrant.of(EvaluationPlan.PERSISTENCE), day, home),
                errors(Entrant.of(EvaluationPlan.YESTERDAY), day, home));
    }

    Optional<OverSeeds> overSeeds(Measure measure, String strategy, int day, Optional<Integer> home) {
        List<Double> values = new ArrayList<>();
        for (Entrant entrant : plan.entrants(strategy)) {
            measured(measure, entrant, day, home).ifPresent(values::add);
        }
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(OverSeeds.of(values, measure.isErrorItself() ? Worst.LARGEST : Worst.SMALLEST));
    }

    private Errors errors(Entrant entrant, int day, Optional<Integer> home) {
        var ofDay = requireNonNull(errors.get(entrant))[day];
        return home.map(one -> ofDay[one])
                .orElseGet(() -> List.of(ofDay).stream().reduce(Errors.NONE, Errors::plus));
    }
}
