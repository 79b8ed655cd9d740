package ems.study.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import ems.market.party.ProsumerId;
import ems.study.output.NumberFormats;
import ems.study.output.Table;
import ems.study.output.Table.Column;
import ems.study.result.ProsumerResult;
import ems.study.result.Results;
import ems.study.result.RunResult;
import ems.study.result.Savings;

/** All runs in one table, and the numbers behind figures 6 and 7. */
final class RunTables {

    private static final String NONE = "\u2013";

    private final List<RunResult> runs;
    private final String lost;
    private final Savings savings;

    RunTables(Results results) {
        this.runs = results.runs();
        this.lost = "kWh" + results.asCounted();
        this.savings = new Savings(results);
    }

    public Table savings() {
        return savings.table().typeset();
    }

    public Table savingsOfEach() {
        return savings.ofEach().typeset();
    }

    public Table summary() {
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
                Column.number("Lost by greedy", lost),
                Column.number("Lost by greedy", "GBP"),
                Column.words("Refused bids, by reason"));
        List<List<String>> rows = runs.stream().map(RunTables::line).toList();
        return new Table(
                NumberFormats.plural(runs.size(), "run") + ", in the order of the figures", columns, rows, List.of());
    }

    private static List<String> line(RunResult run) {
        return List.of(
                run.run().scenario(),
                run.run().algorithm().word(),
                run.run().forecast(),
                NumberFormats.kilowattHours(run.stored()),
                NumberFormats.kilowattHours(run.released()),
                NumberFormats.kilowattHours(run.traded()),
                NumberFormats.pounds(run.prosumerBenefit()),
                NumberFormats.pounds(run.vehicleProfit()),
                NumberFormats.count(run.matches()),
                NumberFormats.kilowattHours(run.regret().energy()),
                NumberFormats.pounds(run.regret().greedyLoss()),
                reasons(run));
    }

    private static String reasons(RunResult run) {
        return run.rejections().isEmpty()
                ? "none"
                : run.rejections().entrySet().stream()
                        .map(reason -> reason.getKey() + ": " + NumberFormats.count(reason.getValue()))
                        .collect(Collectors.joining("; "));
    }

    public Table energy() {
        return perAgent(
                "Figure 6 in numbers. Energy traded",
                "kWh",
                agent -> NumberFormats.kilowattHours(agent.traded()),
                Column.number("All together", "kWh"),
                run -> NumberFormats.kilowattHours(run.traded()));
    }

    public Table lost() {
        return new Table(
                "Lost by first come, first served, to the best pairs of the same bids",
                List.of(
                        Column.words("Run"),
                        Column.words("Matching"),
                        Column.words("Forecast"),
                        Column.number("Energy", lost),
                        Column.number("Prosumers\u2019 money", "GBP")),
                runs.stream()
                        .map(run -> List.of(
                                run.run().scenario(),
                                run.run().algorithm().word(),
                                run.run().forecast(),
                                NumberFormats.kilowattHours(run.regret().energy()),
                                NumberFormats.pounds(run.regret().greedyLoss())))
                        .toList(),
                List.of());
    }

    public Table money() {
        return perAgent(
                "Figure 7 in numbers. Money against trading with the main grid alone",
                "GBP",
                agent -> NumberFormats.pounds(agent.benefit()),
                Column.number("Average EV", "GBP"),
                run -> NumberFormats.pounds(run.averageProfit()));
    }

    private Table perAgent(
            String caption,
            String unit,
            Function<ProsumerResult, String> cell,
            Column last,
            Function<RunResult, String> lastCell) {
        List<ProsumerId> agents = agents(runs);
        var columns = new ArrayList<>(List.of(Column.words("Run"), Column.words("Matching"), Column.words("Forecast")));
        agents.forEach(agent -> columns.add(Column.number(agent.text(), unit)));
        columns.add(last);
        var rows = new ArrayList<List<String>>();
        for (RunResult run : runs) {
            var cells = new ArrayList<>(List.of(
                    run.run().scenario(),
                    run.run().algorithm().word(),
                    run.run().forecast()));
            for (ProsumerId agent : agents) {
                cells.add(run.prosumers().stream()
                        .filter(each -> each.prosumer().equals(agent))
                        .findFirst()
                        .map(cell)
                        .orElse(NONE));
            }
            cells.add(lastCell.apply(run));
            rows.add(cells);
        }
        return new Table(caption, columns, rows, List.of());
    }

    /** All that take part in any run, in the scenario's order. */
    static List<ProsumerId> agents(List<RunResult> runs) {
        return runs.stream()
                .flatMap(run -> run.prosumers().stream())
                .map(ProsumerResult::prosumer)
                .distinct()
                .toList();
    }
}
