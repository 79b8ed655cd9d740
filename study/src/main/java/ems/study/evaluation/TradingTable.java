package ems.study.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import ems.study.evaluation.OverSeeds.Worst;
import ems.study.output.Cells;
import ems.study.output.Table;
import ems.study.plan.StudyRun;
import ems.study.scenario.TradingScenario;

/** Table III: the held-out day traded with each strategy's forecasts against perfect ones, optimal matching. */
final class TradingTable {

    private static final String MONEY =
            "Money: prosumers' benefit against trading everything with the main grid, and EVs' profit.";

    private final EvaluationResults results;
    private final EvaluationPlan plan;

    TradingTable(EvaluationResults results) {
        this.results = results;
        this.plan = results.plan();
    }

    /** Change of the energy traded in percent; empty where perfect forecasts trade nothing. */
    Optional<OverSeeds> energyChange(TradingScenario trading, String strategy) {
        return reference(trading).energy().isZero()
                ? Optional.empty()
                : Optional.of(overSeeds(
                        trading,
                        strategy,
                        (own, perfect) ->
                                100 * (own.kilowattHours() - perfect.kilowattHours()) / perfect.kilowattHours()));
    }

    /** Change of the money gained, GBP. */
    OverSeeds moneyChange(TradingScenario trading, String strategy) {
        return overSeeds(
                trading,
                strategy,
                (own, perfect) -> own.pounds().subtract(perfect.pounds()).doubleValue());
    }

    private OverSeeds overSeeds(TradingScenario trading, String strategy, BiFunction<Traded, Traded, Double> change) {
        var perfect = reference(trading);
        List<Double> changes = results.of(strategy).stream()
                .map(each -> change.apply(of(each, trading), perfect))
                .toList();
        return OverSeeds.of(changes, Worst.SMALLEST);
    }

    Traded reference(TradingScenario trading) {
        return of(results.reference(), trading);
    }

    private static Traded of(Evaluated evaluated, TradingScenario trading) {
        return evaluated.traded().stream()
                .filter(each -> each.trading().equals(trading))
                .findFirst()
                .orElseThrow();
    }

    Table table() {
        List<List<String>> rows = new ArrayList<>();
        for (TradingScenario trading : plan.scenario().trading()) {
            var perfect = reference(trading);
            rows.add(List.of(
                    trading.title() + ", " + StudyRun.PERFECT,
                    Cells.decimals(perfect.kilowattHours(), 3),
                    "",
                    "",
                    "",
                    Cells.decimals(perfect.pounds().doubleValue(), 3),
                    "",
                    "",
                    ""));
            plan.strategies().forEach(strategy -> rows.add(row(trading, strategy)));
        }
        return Table.of(
                "Table III: the held-out day traded with each forecast against perfect ones, optimal matching",
                List.of(
                        "trading scenario, forecast",
                        "energy traded (kWh)",
                        "change (%)",
                        "+-",
                        "worst",
                        "money gained (GBP)",
                        "change (GBP)",
                        "+-",
                        "worst"),
                rows,
                List.of(
                        "Change: against perfect forecasts. " + MONEY + idle(),
                        ForecastTables.interval(plan),
                        plan.scenario().scale().sentence()));
    }

    /** An EV that drives more in the seven days after the start than its window holds has nothing to trade with. */
    private String idle() {
        return results.inputs().windows().entrySet().stream()
                .filter(each -> each.getValue().isEmpty())
                .map(each -> each.getKey().text())
                .reduce((a, b) -> a + ", " + b)
                .map(names -> " EVs that need all their energy for driving and do not trade: " + names + ".")
                .orElse("");
    }

    private List<String> row(TradingScenario trading, String strategy) {
        boolean seeds = plan.learns(strategy);
        List<String> row = new ArrayList<>(List.of(trading.title() + ", " + strategy));
        row.add(Cells.decimals(
                overSeeds(trading, strategy, (own, perfect) -> own.kilowattHours())
                        .mean(),
                3));
        row.addAll(OverSeeds.cells(energyChange(trading, strategy), 2, seeds, Cells.NONE));
        row.add(Cells.decimals(
                overSeeds(trading, strategy, (own, perfect) -> own.pounds().doubleValue())
                        .mean(),
                3));
        row.addAll(OverSeeds.cells(Optional.of(moneyChange(trading, strategy)), 4, seeds, Cells.NONE));
        return row;
    }

    /** As the paper has it: a row for each trading scenario, means over the seeds. */
    Table ofThePaper() {
        List<String> header = new ArrayList<>(List.of("Trading Scenario"));
        plan.strategies().forEach(each -> header.add(each + " change in Energy Utility (%)"));
        List<List<String>> rows = new ArrayList<>();
        for (TradingScenario trading : plan.scenario().trading()) {
            List<String> row = new ArrayList<>(List.of(trading.title()));
            plan.strategies()
                    .forEach(each -> row.add(energyChange(trading, each)
                            .map(change -> Cells.decimals(change.mean(), 2))
                            .orElse(Cells.NONE)));
            rows.add(row);
        }
        return Table.of(
                "Table III in the paper's form, means over the seeds",
                header,
                rows,
                List.of(plan.scenario().scale().sentence(), "Not the paper's data: its table is not reproduced here."));
    }
}
