package ems.study.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import ems.study.output.Cells;
import ems.study.output.CsvFile;
import ems.study.output.OutputFolder;

/** What an evaluation leaves in its folder, besides the page: {@link TradingFiles} and the forecasts' errors. */
final class EvaluationFiles {

    /** Written last: a folder without it was cut short. */
    static final String SUMMARY = "forecast-summary.txt";

    static final String PAGE = "forecast.html";
    /** What was evaluated: by it the folder is known. */
    static final String MARK = "evaluation.yaml";

    static final List<String> OWN = List.of(
            SUMMARY,
            "forecast-summary.csv",
            "forecast.csv",
            "table-3.csv",
            "table-3.txt",
            "trades.csv",
            "held-out-day.csv",
            PAGE,
            "data");

    private final EvaluationResults results;
    private final EvaluationPlan plan;

    EvaluationFiles(EvaluationResults results) {
        this.results = results;
        this.plan = results.plan();
    }

    void write(OutputFolder out) {
        forecasts(out);
        summary(out);
        heldOutDay(out);
        new TradingFiles(results).write(out);
        out.write(SUMMARY, new EvaluationOutcome(results).text());
    }

    private void forecasts(OutputFolder out) {
        List<String> header = new ArrayList<>(
                List.of("strategy", "seed", "day", "held out", "prosumer", "energy scale", "minutes", "left out"));
        for (Measure measure : Measure.values()) {
            header.add(measure.title());
        }
        try (var csv = new CsvFile(out.file("forecast.csv"), header)) {
            for (Entrant entrant : plan.entrants()) {
                for (int day = 0; day < plan.scenario().days(); day++) {
                    for (int home = 0; home < results.truth().size(); home++) {
                        csv.row(row(entrant, day, home).toArray(String[]::new));
                    }
                }
            }
        }
    }

    private List<String> row(Entrant entrant, int day, int home) {
        List<String> row = new ArrayList<>(List.of(entrant.strategy(), entrant.seedText()));
        row.addAll(where(day, Optional.of(home)));
        for (Measure measure : Measure.values()) {
            row.add(decimals(results.scores().measured(measure, entrant, day, Optional.of(home))));
        }
        return row;
    }

    private List<String> where(int day, Optional<Integer> home) {
        return List.of(
                results.dayText(day),
                day == plan.heldOutDay() ? "yes" : "no",
                home.map(results::home).map(Cells::text).orElse(ForecastTables.ALL_HOMES),
                plan.scenario().scale().word(),
                Long.toString(results.scores().minutes(day, home)),
                Long.toString(results.scores().leftOut(day, home)));
    }

    private static String decimals(OptionalDouble value) {
        return value.isPresent() ? Cells.decimals(value.getAsDouble(), 3) : "";
    }

    /** Over the seeds; a row for each strategy, day and home, and for all homes together. */
    private void summary(OutputFolder out) {
        List<String> header = new ArrayList<>(
                List.of("strategy", "seeds", "day", "held out", "prosumer", "energy scale", "minutes", "left out"));
        for (Measure measure : Measure.values()) {
            header.addAll(List.of(
                    measure.title(),
                    measure.words + " +- (" + measure.unit + ")",
                    measure.words + " worst seed (" + measure.unit + ")"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (String strategy : plan.strategies()) {
            for (int day = 0; day < plan.scenario().days(); day++) {
                for (Optional<Integer> home : new ForecastTables(results).homes()) {
                    rows.add(summary(strategy, day, home));
                }
            }
        }
        CsvFile.write(out.file("forecast-summary.csv"), header, rows);
    }

    private List<String> summary(String strategy, int day, Optional<Integer> home) {
        List<String> row = new ArrayList<>(List.of(strategy, plan.seedsOf(strategy)));
        row.addAll(where(day, home));
        for (Measure measure : Measure.values()) {
            var number = results.scores().overSeeds(measure, strategy, day, home);
            row.addAll(OverSeeds.cells(number, 3, plan.learns(strategy), ""));
        }
        return row;
    }

    /** Watts, surplus above 0; the first seed of each strategy. */
    private void heldOutDay(OutputFolder out) {
        List<String> header = new ArrayList<>(List.of("minute (UTC)", "prosumer", "truth (W)"));
        plan.strategies().forEach(strategy -> header.add(strategy + " (W)"));
        int first = plan.heldOutDay() * EvaluationPlan.PERIODS_A_DAY;
        try (var csv = new CsvFile(out.file("held-out-day.csv"), header)) {
            for (int minute = first; minute < plan.scenario().periods(); minute++) {
                for (int home = 0; home < results.truth().size(); home++) {
                    List<String> row = new ArrayList<>();
                    row.add(plan.scenario().start().plusSeconds(60L * minute).toString());
                    row.add(Cells.text(results.home(home)));
                    row.add(watts(results.truth().get(home), minute));
                    for (String strategy : plan.strategies()) {
                        row.add(watts(results.of(strategy).get(0).forecasts().get(home), minute));
                    }
                    csv.row(row.toArray(String[]::new));
                }
            }
        }
    }

    private static String watts(NetPowers powers, int minute) {
        return powers.isKnown(minute) ? Cells.decimals(powers.watts(minute), 1) : "";
    }
}
