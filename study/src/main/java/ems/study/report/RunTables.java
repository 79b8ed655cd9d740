package ems.study.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

import ems.market.quantity.Energy;
import ems.study.report.DataTable.Column;
import ems.study.report.Run.AgentResult;

/** All runs in one table, and the numbers behind figures 6 and 7. */
final class RunTables {

    private static final String NONE = "\u2013";

    private final List<Run> runs;

    RunTables(List<Run> runs) {
        this.runs = runs;
    }

    DataTable summary() {
        List<Column> columns = List.of(
                Column.words("Run"),
                Column.words("Matching"),
                Column.words("Forecast"),
                Column.number("Stored", "kWh"),
                Column.number("Released", "kWh"),
                Column.number("Traded", "kWh"),
                Column.number("Prosumers\u2019 benefit", "GBP"),
                Column.number("EVs\u2019 profit", "GBP"),
                Column.number("Matches", "count"),
                Column.number("Lost by greedy", "kWh"),
                Column.number("Lost by greedy", "GBP"),
                Column.words("Refused bids, by reason"));
        List<List<String>> rows = runs.stream().map(RunTables::line).toList();
        return new DataTable(Shown.plural(runs.size(), "run") + ", in the order of the figures", columns, rows);
    }

    private static List<String> line(Run run) {
        return List.of(
                run.scenario(),
                word(run),
                run.forecast(),
                Shown.kilowattHours(run.stored()),
                Shown.kilowattHours(run.released()),
                Shown.kilowattHours(run.traded()),
                Shown.pounds(run.prosumerBenefit()),
                Shown.pounds(run.vehicleProfit()),
                Shown.count(run.matches()),
                Shown.kilowattHours(run.lostEnergy()),
                Shown.pounds(run.lostMoney()),
                reasons(run));
    }

    private static String reasons(Run run) {
        return run.rejections().isEmpty()
                ? "none"
                : run.rejections().entrySet().stream()
                        .map(reason -> reason.getKey() + ": " + Shown.count(reason.getValue()))
                        .collect(Collectors.joining("; "));
    }

    DataTable energy() {
        return perAgent(
                "Figure 6 in numbers. Energy traded",
                "kWh",
                agent -> Shown.kilowattHours(agent.traded()),
                Column.number("All together", "kWh"),
                run -> Shown.kilowattHours(
                        run.agents().stream().map(AgentResult::traded).reduce(Energy.ZERO, Energy::plus)));
    }

    DataTable lost() {
        return new DataTable(
                "Lost by first come, first served, to the best pairs of the same bids",
                List.of(
                        Column.words("Run"),
                        Column.words("Matching"),
                        Column.words("Forecast"),
                        Column.number("Energy", "kWh"),
                        Column.number("Prosumers\u2019 money", "GBP")),
                runs.stream()
                        .map(run -> List.of(
                                run.scenario(),
                                word(run),
                                run.forecast(),
                                Shown.kilowattHours(run.lostEnergy()),
                                Shown.pounds(run.lostMoney())))
                        .toList());
    }

    DataTable money() {
        return perAgent(
                "Figure 7 in numbers. Money against trading with the main grid alone",
                "GBP",
                agent -> Shown.pounds(agent.benefit()),
                Column.number("Average EV", "GBP"),
                run -> Shown.pounds(average(run)));
    }

    private static BigDecimal average(Run run) {
        return Shown.each(run.vehicleProfit(), run.vehicles());
    }

    private DataTable perAgent(
            String caption,
            String unit,
            Function<AgentResult, String> cell,
            Column last,
            Function<Run, String> lastCell) {
        List<String> agents = runs.stream()
                .flatMap(run -> run.agents().stream())
                .map(AgentResult::prosumer)
                .distinct()
                .toList();
        var columns = new ArrayList<>(List.of(Column.words("Run"), Column.words("Matching"), Column.words("Forecast")));
        agents.forEach(agent -> columns.add(Column.number(agent, unit)));
        columns.add(last);
        var rows = new ArrayList<List<String>>();
        for (Run run : runs) {
            var cells = new ArrayList<>(List.of(run.scenario(), word(run), run.forecast()));
            for (String agent : agents) {
                cells.add(run.agents().stream()
                        .filter(result -> result.prosumer().equals(agent))
                        .findFirst()
                        .map(cell)
                        .orElse(NONE));
            }
            cells.add(lastCell.apply(run));
            rows.add(cells);
        }
        return new DataTable(caption, columns, rows);
    }

    private static String word(Run run) {
        return run.algorithm().name().toLowerCase(Locale.ROOT);
    }
}
