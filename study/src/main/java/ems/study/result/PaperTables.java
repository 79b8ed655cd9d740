package ems.study.result;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.market.quantity.Energy;
import ems.study.output.Cells;
import ems.study.output.Table;
import ems.study.plan.Profile;
import ems.study.scenario.TradingScenario;

/** Tables I to III in the paper's form. A table whose runs were not asked for stays empty. */
public final class PaperTables {

    static final String NOT_THE_PAPERS_DATA = "Not the paper's data: its tables are not reproduced here.";

    private final Results results;

    public PaperTables(Results results) {
        this.results = results;
    }

    /** Row of table I: what a prosumer exchanges with the main grid without EVs, and with one EV of its own. */
    public record IsolatedBenefit(String prosumer, Energy original, Energy isolated) {

        public Energy benefit() {
            return original.minus(isolated);
        }
    }

    /**
     * Row of table II: change of the energy traded from greedy to optimal, in percent.
     *
     * @param prosumers in the scenario's order; empty for one that traded nothing under greedy
     * @param together all prosumers; empty if nobody traded under greedy
     */
    public record Increase(String scenario, List<Optional<BigDecimal>> prosumers, Optional<BigDecimal> together) {}

    /** Rows of table I. */
    public List<IsolatedBenefit> isolatedBenefits() {
        return results.isolated()
                .map(run -> results.inputs().profiles().stream()
                        .map(each -> new IsolatedBenefit(
                                each.prosumer().text(),
                                each.original(),
                                each.original().minus(run.traded(each.prosumer()))))
                        .toList())
                .orElse(List.of());
    }

    /** A row for each number of shared EVs that both matchings were run with. */
    public List<Increase> increases() {
        List<Increase> rows = new ArrayList<>();
        for (TradingScenario trading : results.shared()) {
            results.greedy(trading)
                    .ifPresent(greedy -> results.optimal(trading)
                            .ifPresent(optimal -> rows.add(increase(trading, greedy, optimal))));
        }
        return rows;
    }

    private Increase increase(TradingScenario trading, RunResult greedy, RunResult optimal) {
        return new Increase(
                trading.title(),
                results.inputs().profiles().stream()
                        .map(Profile::prosumer)
                        .map(each -> Results.change(greedy.traded(each), optimal.traded(each)))
                        .toList(),
                Results.change(greedy.traded(), optimal.traded()));
    }

    public List<Table> all() {
        return List.of(one(), two(), three());
    }

    private Table one() {
        List<List<String>> rows = isolatedBenefits().stream()
                .map(each -> List.of(
                        each.prosumer(),
                        twoDecimals(each.original()),
                        twoDecimals(each.isolated()),
                        twoDecimals(each.benefit())))
                .toList();
        return table(
                "Table I: exchange with the main grid, and what one EV of its own saves each agent",
                List.of(
                        "Agent",
                        "Original Grid Exchange (kWh)",
                        "Isolated Grid Exchange (kWh)",
                        "Absolute benefit (kWh)"),
                rows);
    }

    private Table two() {
        List<String> header = new ArrayList<>(List.of("No. EVs"));
        results.inputs().profiles().forEach(each -> header.add(each.prosumer() + " (%)"));
        header.add("Agg. inc. (%)");
        List<List<String>> rows = new ArrayList<>();
        for (Increase each : increases()) {
            List<String> row = new ArrayList<>(List.of(each.scenario()));
            each.prosumers().forEach(percent -> row.add(Cells.percent(percent)));
            row.add(Cells.percent(each.together()));
            rows.add(row);
        }
        return table("Table II: energy traded with optimal matching against greedy matching", header, rows);
    }

    /** Table III: a column for each forecast that was run beside the reference. */
    private Table three() {
        List<String> header = new ArrayList<>(List.of("Trading Scenario"));
        results.otherForecasts().forEach(each -> header.add(each + " change in Energy Utility (%)"));
        List<List<String>> rows = new ArrayList<>();
        for (TradingScenario trading : results.scenario().trading()) {
            if (results.optimal(trading).isPresent() && header.size() > 1) {
                List<String> row = new ArrayList<>(List.of(trading.title()));
                results.otherForecasts().forEach(each -> row.add(Cells.percent(results.change(trading, each))));
                rows.add(row);
            }
        }
        return table(
                "Table III: energy traded with other forecasts against perfect ones, optimal matching", header, rows);
    }

    private Table table(String title, List<String> header, List<List<String>> rows) {
        return Table.of(title, header, rows, List.of(results.scenario().scale().sentence(), NOT_THE_PAPERS_DATA));
    }

    private static String twoDecimals(Energy energy) {
        return energy.toKilowattHours().setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }
}
