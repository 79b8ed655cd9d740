package ems.study.result;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

import ems.market.quantity.Energy;
import ems.study.output.TextTable;
import ems.study.plan.Profile;
import ems.study.report.Tables.IsolatedBenefit;
import ems.study.scenario.TradingScenario;
import ems.study.scenario.TradingScenario.Isolated;

/** Tables I to III in the paper's form. A table whose runs were not asked for stays empty. */
public final class PaperTables {

    static final String NOT_THE_PAPERS_DATA = "Not the paper's data: its tables are not reproduced here.";

    private final Results results;

    public PaperTables(Results results) {
        this.results = results;
    }

    public List<TextTable> all() {
        return List.of(one(), two(), three());
    }

    /** Table I: greedy, as in the paper's figure 6; optimal if greedy was not run. */
    TextTable one() {
        List<List<String>> rows = new ArrayList<>();
        for (IsolatedBenefit each : isolatedBenefits()) {
            rows.add(List.of(
                    each.prosumer(),
                    twoDecimals(each.original()),
                    twoDecimals(each.isolated()),
                    twoDecimals(each.original().minus(each.isolated()))));
        }
        return table(
                "Table I: exchange with the main grid, and what one EV of its own saves each agent",
                List.of(
                        "Agent",
                        "Original Grid Exchange (kWh)",
                        "Isolated Grid Exchange (kWh)",
                        "Absolute benefit (kWh)"),
                rows);
    }

    List<IsolatedBenefit> isolatedBenefits() {
        var isolated = new Isolated();
        List<IsolatedBenefit> rows = new ArrayList<>();
        results.greedy(isolated).or(() -> results.optimal(isolated)).ifPresent(run -> {
            for (Profile profile : results.inputs().profiles()) {
                var benefit = Results.traded(run, profile.prosumer());
                rows.add(new IsolatedBenefit(
                        profile.prosumer().text(),
                        profile.original(),
                        profile.original().minus(benefit)));
            }
        });
        return rows;
    }

    /** Table II: optimal over greedy. */
    TextTable two() {
        List<String> header = new ArrayList<>(List.of("No. EVs"));
        results.inputs().profiles().forEach(each -> header.add(each.prosumer() + " (%)"));
        header.add("Agg. inc. (%)");
        List<List<String>> rows = new ArrayList<>();
        for (TradingScenario trading : results.shared()) {
            var greedy = results.greedy(trading);
            var optimal = results.optimal(trading);
            if (greedy.isPresent() && optimal.isPresent()) {
                rows.add(increases(trading, greedy.get(), optimal.get()));
            }
        }
        return table("Table II: energy traded with optimal matching against greedy matching", header, rows);
    }

    private List<String> increases(TradingScenario trading, RunResult greedy, RunResult optimal) {
        List<String> row = new ArrayList<>(List.of(trading.title()));
        for (Profile each : results.inputs().profiles()) {
            row.add(Percent.text(
                    Percent.change(Results.traded(greedy, each.prosumer()), Results.traded(optimal, each.prosumer()))));
        }
        row.add(Percent.text(Percent.change(greedy.traded(), optimal.traded())));
        return row;
    }

    /** Table III: a column for each forecast that was run beside the reference. */
    TextTable three() {
        List<String> header = new ArrayList<>(List.of("Trading Scenario"));
        results.otherForecasts().forEach(each -> header.add(each + " change in Energy Utility (%)"));
        List<List<String>> rows = new ArrayList<>();
        for (TradingScenario trading : results.scenario().trading()) {
            results.optimal(trading).filter(run -> header.size() > 1).ifPresent(reference -> {
                List<String> row = new ArrayList<>(List.of(trading.title()));
                results.otherForecasts()
                        .forEach(each -> row.add(Percent.text(results.change(trading, reference, each))));
                rows.add(row);
            });
        }
        return table(
                "Table III: energy traded with other forecasts against perfect ones, optimal matching", header, rows);
    }

    private TextTable table(String title, List<String> header, List<List<String>> rows) {
        return new TextTable(
                title, header, rows, List.of(results.scenario().scale().sentence(), NOT_THE_PAPERS_DATA));
    }

    private static String twoDecimals(Energy energy) {
        return energy.toKilowattHours().setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
