package ems.study.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import ems.study.output.Cells;
import ems.study.output.Table;

/** What the forecasts were worth in watts: the held-out day by home, and the other days one by one. */
final class ForecastTables {

    static final String ALL_HOMES = "all homes";

    private static final String SKILL =
            "Skill = 100 % * (1 - MSE / MSE of the baseline), MSE the mean squared error: above 0 is better than it.";
    private static final String MAE_SKILL =
            "MAE skill = 100 % * (1 - MAE / MAE of the baseline), MAE the mean absolute error: above 0 is better than it.";
    private static final String TOGETHER =
            "All homes: their minutes in one heap, so large homes weigh more. Power is net, per minute, as it is bid.";

    private final EvaluationResults results;
    private final EvaluationPlan plan;

    ForecastTables(EvaluationResults results) {
        this.results = results;
        this.plan = results.plan();
    }

    List<Table> heldOut() {
        String day = " on the held-out day, " + results.dayText(plan.heldOutDay());
        return List.of(
                table("Errors" + day, List.of(Measure.MAE, Measure.RMSE), minutes()),
                table("Skill, squared error," + day, List.of(Measure.SKILL, Measure.SKILL_OVER_YESTERDAY), SKILL),
                table(
                        "Skill, absolute error," + day,
                        List.of(Measure.MAE_SKILL, Measure.MAE_SKILL_OVER_YESTERDAY),
                        MAE_SKILL));
    }

    private Table table(String title, List<Measure> measures, String definition) {
        List<List<String>> rows = new ArrayList<>();
        for (Optional<Integer> home : homes()) {
            for (String strategy : plan.strategies()) {
                rows.add(row(
                        home.map(results::home).orElse(ALL_HOMES) + ", " + strategy,
                        plan.heldOutDay(),
                        strategy,
                        home,
                        measures));
            }
        }
        return Table.of(title, header("home, strategy", measures), rows, notes(definition));
    }

    /** Every home, and all of them together. */
    List<Optional<Integer>> homes() {
        List<Optional<Integer>> homes = new ArrayList<>();
        IntStream.range(0, results.truth().size()).forEach(home -> homes.add(Optional.of(home)));
        homes.add(Optional.empty());
        return homes;
    }

    private static List<String> header(String first, List<Measure> measures) {
        List<String> header = new ArrayList<>(List.of(first));
        measures.forEach(measure -> header.addAll(List.of(measure.title(), "+-", "worst")));
        return header;
    }

    private List<String> row(String first, int day, String strategy, Optional<Integer> home, List<Measure> measures) {
        List<String> row = new ArrayList<>(List.of(first));
        for (Measure measure : measures) {
            var number = results.scores().overSeeds(measure, strategy, day, home);
            row.addAll(OverSeeds.cells(number, 1, plan.learns(strategy), Cells.NONE));
        }
        return row;
    }

    /** Days on which settings were chosen, and on which the models were still learning. */
    Table otherDays() {
        List<Measure> measures = List.of(Measure.MAE, Measure.RMSE, Measure.SKILL, Measure.MAE_SKILL);
        List<List<String>> rows = new ArrayList<>();
        for (int day = 0; day < plan.heldOutDay(); day++) {
            for (String strategy : plan.strategies()) {
                var row = row(results.dayText(day) + ", " + strategy, day, strategy, Optional.empty(), measures);
                row.add(1, Long.toString(results.scores().minutes(day, Optional.empty())));
                row.add(2, Long.toString(results.scores().leftOut(day, Optional.empty())));
                rows.add(row);
            }
        }
        var header = header("day, strategy", measures);
        header.addAll(1, List.of("minutes", "left out"));
        return Table.of(
                "The other days, all homes together: NOT held out, settings were chosen on such days",
                header,
                rows,
                notes(SKILL + " " + MAE_SKILL));
    }

    private List<String> notes(String definition) {
        return List.of(
                definition,
                interval(plan),
                TOGETHER,
                results.plan().scenario().scale().sentence());
    }

    static String interval(EvaluationPlan plan) {
        return "+-: 95 % confidence interval of the mean over " + plan.seedsText()
                + " (Student's t, n - 1 degrees of freedom). Worst: of the seeds. The baselines have none.";
    }

    private String minutes() {
        Function<Optional<Integer>, Long> leftOut = home -> results.scores().leftOut(plan.heldOutDay(), home);
        String each = homes().stream()
                .filter(home -> home.isPresent() && leftOut.apply(home) > 0)
                .map(home -> results.home(home.get()) + " " + leftOut.apply(home))
                .reduce((a, b) -> a + ", " + b)
                .map(text -> " (" + text + ")")
                .orElse("");
        return "Minutes scored: " + results.scores().minutes(plan.heldOutDay(), Optional.empty())
                + "; left out for all, since a strategy had no forecast or the meter no reading: "
                + leftOut.apply(Optional.empty()) + each + ".";
    }
}
