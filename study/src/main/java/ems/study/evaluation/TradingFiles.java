package ems.study.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.study.output.Cells;
import ems.study.output.CsvFile;
import ems.study.output.OutputFolder;
import ems.study.scenario.TradingScenario;

/** What the held-out day brought: table III, and each run by itself. */
final class TradingFiles {

    private final EvaluationResults results;
    private final EvaluationPlan plan;

    TradingFiles(EvaluationResults results) {
        this.results = results;
        this.plan = results.plan();
    }

    void write(OutputFolder out) {
        trades(out);
        var table = new TradingTable(results);
        tableThree(out, table);
        out.write(
                "table-3.txt", table.table().text() + "\n" + table.ofThePaper().text());
    }

    /** Each run by itself, perfect forecasts first. */
    private void trades(OutputFolder out) {
        List<List<String>> rows = new ArrayList<>();
        List<Evaluated> all = new ArrayList<>(List.of(results.reference()));
        all.addAll(results.evaluated());
        for (TradingScenario trading : plan.scenario().trading()) {
            for (Evaluated each : all) {
                each.traded().stream()
                        .filter(traded -> traded.trading().equals(trading))
                        .map(traded -> row(each.entrant(), traded))
                        .forEach(rows::add);
            }
        }
        CsvFile.write(
                out.file("trades.csv"),
                List.of(
                        "trading scenario",
                        "forecast",
                        "seed",
                        "energy scale",
                        "traded (kWh)",
                        "prosumers' benefit (GBP)",
                        "EVs' profit (GBP)"),
                rows);
    }

    private List<String> row(Entrant entrant, Traded traded) {
        return List.of(
                traded.trading().title(),
                entrant.strategy(),
                entrant.seedText(),
                plan.scenario().scale().word(),
                Cells.kilowattHours(traded.energy()),
                traded.benefit().toPounds().toPlainString(),
                traded.profit().toPounds().toPlainString());
    }

    private void tableThree(OutputFolder out, TradingTable table) {
        List<List<String>> rows = new ArrayList<>();
        for (TradingScenario trading : plan.scenario().trading()) {
            for (String strategy : plan.strategies()) {
                var perfect = table.reference(trading);
                boolean seeds = plan.learns(strategy);
                List<String> row = new ArrayList<>(List.of(
                        trading.title(),
                        strategy,
                        plan.seedsOf(strategy),
                        plan.scenario().scale().word()));
                row.add(Cells.kilowattHours(perfect.energy()));
                row.addAll(OverSeeds.cells(table.energyChange(trading, strategy), 4, seeds, ""));
                row.add(perfect.pounds().toPlainString());
                row.addAll(OverSeeds.cells(Optional.of(table.moneyChange(trading, strategy)), 6, seeds, ""));
                rows.add(row);
            }
        }
        CsvFile.write(
                out.file("table-3.csv"),
                List.of(
                        "trading scenario",
                        "forecast",
                        "seeds",
                        "energy scale",
                        "traded with perfect forecasts (kWh)",
                        "change in energy (%)",
                        "change in energy +- (%)",
                        "change in energy worst seed (%)",
                        "money with perfect forecasts (GBP)",
                        "change in money (GBP)",
                        "change in money +- (GBP)",
                        "change in money worst seed (GBP)"),
                rows);
    }
}
