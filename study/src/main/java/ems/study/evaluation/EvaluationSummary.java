package ems.study.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import ems.study.output.Cells;
import ems.study.scenario.TradingScenario;

/** What the tables mean, for someone who reads none of them: also where persistence is the better one. */
final class EvaluationSummary {

    /** Percent. */
    private static final double A_TIE = 0.05;

    /** Rounded, percent. */
    private static final double A_HUNDREDTH = 0.005;

    private static final double A_HUNDREDTH_OF_A_PENNY = 0.00005;

    private final EvaluationResults results;
    private final EvaluationPlan plan;
    private final String subject;

    EvaluationSummary(EvaluationResults results) {
        this.results = results;
        this.plan = results.plan();
        this.subject = plan.subject();
    }

    List<String> sentences() {
        List<String> all = new ArrayList<>();
        var skill = skill(Measure.SKILL, subject, Optional.empty());
        var absolute = skill(Measure.MAE_SKILL, subject, Optional.empty());
        if (skill.isEmpty() || absolute.isEmpty()) {
            return List.of("No minute of the held-out day could be scored.");
        }
        all.add(squared(skill.get()));
        all.add(absolute(absolute.get()));
        ofThePaper().ifPresent(all::add);
        worse(Measure.SKILL, "squared").ifPresent(all::add);
        worse(Measure.MAE_SKILL, "absolute").ifPresent(all::add);
        all.addAll(traded());
        return all;
    }

    private Optional<OverSeeds> skill(Measure measure, String strategy, Optional<Integer> home) {
        return results.scores().overSeeds(measure, strategy, plan.heldOutDay(), home);
    }

    private String squared(OverSeeds skill) {
        String sentence = "On " + results.dayText(plan.heldOutDay()) + ", the held-out day, the squared error of "
                + subject + " is " + percent(skill) + " that of persistence";
        var yesterday = subject.equals(EvaluationPlan.YESTERDAY)
                ? Optional.<OverSeeds>empty()
                : skill(Measure.SKILL_OVER_YESTERDAY, subject, Optional.empty());
        return sentence
                + yesterday
                        .map(over -> " and " + percent(over) + " that of the same time yesterday")
                        .orElse("")
                + ", all homes together: the few large steps of a home count most.";
    }

    private String absolute(OverSeeds skill) {
        String reason = skill.mean() < -A_TIE
                ? ": in most minutes a home goes on as it was, and who expects just that is right; who allows for a"
                        + " change is a little wrong in each"
                : ": here every watt counts alike, and most minutes are quiet";
        return "The absolute error is " + percent(skill) + " that of persistence" + reason + ".";
    }

    private Optional<String> ofThePaper() {
        return plan.strategies().stream()
                .filter(each -> each.equals(EvaluationPlan.OF_THE_PAPER) && !each.equals(subject))
                .findFirst()
                .flatMap(each -> skill(Measure.SKILL, each, Optional.empty())
                        .map(skill -> "The model's form in the paper, " + each
                                + ", which says values and not changes: its squared"
                                + " error is " + percent(skill) + " that of persistence, its absolute one "
                                + percent(skill(Measure.MAE_SKILL, each, Optional.empty())
                                        .orElseThrow()) + " it."));
    }

    private static String percent(OverSeeds skill) {
        if (Math.abs(skill.mean()) < A_TIE) {
            return "the same as";
        }
        String interval = skill.halfWidth().isPresent()
                ? " (+- " + Cells.decimals(skill.halfWidth().getAsDouble(), 1) + ")"
                : "";
        return Cells.decimals(Math.abs(skill.mean()), 1) + " %" + interval + (skill.mean() > 0 ? " below" : " above");
    }

    private Optional<String> worse(Measure measure, String kind) {
        return IntStream.range(0, results.truth().size())
                .boxed()
                .filter(home -> skill(measure, subject, Optional.of(home))
                        .map(each -> each.mean() < -A_TIE)
                        .orElse(false))
                .map(results::home)
                .reduce((a, b) -> a + ", " + b)
                .map(homes -> "By the " + kind + " error persistence is the better one for: " + homes + ".");
    }

    private List<String> traded() {
        var table = new TradingTable(results);
        var changes = plan.scenario().trading().stream()
                .filter(trading -> table.energyChange(trading, subject).isPresent())
                .toList();
        if (changes.isEmpty()) {
            return List.of();
        }
        return List.of("In trading, against perfect forecasts, energy moved changes by "
                + range(table, changes, subject)
                + " % with " + subject + " and by " + range(table, changes, EvaluationPlan.PERSISTENCE)
                + " % with persistence, over " + changes.size() + " trading scenarios; "
                + losing(table, changes) + " A forecast decides which car stands beside which home, and then the"
                + " meters what flows and is paid.");
    }

    private String losing(TradingTable table, List<TradingScenario> scenarios) {
        return "persistence moves more energy in "
                + titles(
                        scenarios,
                        each -> table.energyChange(each, EvaluationPlan.PERSISTENCE)
                                        .orElseThrow()
                                        .mean()
                                - table.energyChange(each, subject)
                                        .orElseThrow()
                                        .mean(),
                        A_HUNDREDTH)
                + ", and gains more money in "
                + titles(
                        scenarios,
                        each -> table.moneyChange(each, EvaluationPlan.PERSISTENCE)
                                        .mean()
                                - table.moneyChange(each, subject).mean(),
                        A_HUNDREDTH_OF_A_PENNY)
                + ".";
    }

    private static String titles(
            List<TradingScenario> scenarios, ToDoubleFunction<TradingScenario> more, double counts) {
        return scenarios.stream()
                .filter(each -> more.applyAsDouble(each) > counts)
                .map(TradingScenario::title)
                .reduce((a, b) -> a + ", " + b)
                .orElse("none of them");
    }

    private static String range(TradingTable table, List<TradingScenario> scenarios, String strategy) {
        var changes = scenarios.stream()
                .mapToDouble(
                        each -> table.energyChange(each, strategy).orElseThrow().mean())
                .summaryStatistics();
        return Cells.decimals(changes.getMin(), 2) + " to " + Cells.decimals(changes.getMax(), 2);
    }
}
