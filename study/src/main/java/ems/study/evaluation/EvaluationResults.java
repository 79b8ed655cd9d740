package ems.study.evaluation;

import java.util.List;

import ems.study.plan.Inputs;

/**
 * All that an evaluation found.
 *
 * @param truth of each prosumer, in the scenario's order
 * @param reference perfect forecasts: what trading can bring at most
 * @param evaluated in the order of the plan's entrants
 */
record EvaluationResults(
        EvaluationPlan plan,
        Inputs inputs,
        List<NetPowers> truth,
        Evaluated reference,
        List<Evaluated> evaluated,
        Scores scores) {

    static EvaluationResults of(
            EvaluationPlan plan, Inputs inputs, List<NetPowers> truth, Evaluated reference, List<Evaluated> evaluated) {
        return new EvaluationResults(plan, inputs, truth, reference, evaluated, new Scores(plan, truth, evaluated));
    }

    /** Returns what a strategy's entrants found, one for each seed. */
    List<Evaluated> of(String strategy) {
        return evaluated.stream()
                .filter(each -> each.entrant().strategy().equals(strategy))
                .toList();
    }

    String home(int index) {
        return plan.scenario().data().prosumers().get(index).text();
    }

    String dayText(int day) {
        return plan.startOf(day).toString().substring(0, 10);
    }
}
