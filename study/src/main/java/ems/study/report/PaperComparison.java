package ems.study.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ems.study.output.NumberFormats;
import ems.study.output.Table;
import ems.study.output.Table.Column;
import ems.study.result.PaperTables;
import ems.study.result.PaperTables.Increase;
import ems.study.result.PaperTables.IsolatedBenefit;
import ems.study.result.Results;
import ems.study.scenario.EnergyScale;
import ems.study.scenario.TradingScenario;

/** Tables I to III in the paper's form, with the paper's own figures beside ours where the two can be compared at all. */
final class PaperComparison {

    private static final String NONE = "\u2013";

    private final PaperTables tables;
    private final Results results;
    private final boolean paperScale;

    PaperComparison(Results results) {
        this.results = results;
        tables = new PaperTables(results);
        paperScale = results.scenario().scale() == EnergyScale.PAPER;
    }

    public List<Table> tables() {
        return Stream.of(isolatedBenefit(), optimalOverGreedy(), forecastsAgainstPerfect())
                .filter(table -> !table.rows().isEmpty())
                .toList();
    }

    private Table isolatedBenefit() {
        var columns = new ArrayList<>(List.of(
                Column.words("Agent"),
                Column.number("Original grid exchange", "kWh"),
                Column.number("Isolated grid exchange", "kWh"),
                Column.number("Absolute benefit", "kWh")));
        boolean comparable = tables.isolatedBenefits().stream()
                .anyMatch(row -> PaperResults.original(row.prosumer()).isPresent());
        if (comparable && paperScale) {
            columns.add(Column.paper("Paper\u2019s original", "as printed, other data"));
            columns.add(Column.paper("Paper\u2019s benefit", "as printed, other data"));
        } else if (comparable) {
            columns.add(Column.paper("Paper\u2019s original \u00f7 360", "kWh, other data"));
        }
        return new Table(
                "Table I. Exchange with the main grid, without an EV and with an EV of one\u2019s own",
                columns,
                tables.isolatedBenefits().stream()
                        .map(row -> isolatedBenefit(row, comparable))
                        .toList(),
                List.of(aboutUnits()));
    }

    private List<String> isolatedBenefit(IsolatedBenefit row, boolean comparable) {
        var cells = new ArrayList<>(List.of(
                row.prosumer(),
                NumberFormats.kilowattHours(row.original()),
                NumberFormats.kilowattHours(row.isolated()),
                NumberFormats.kilowattHours(row.benefit())));
        Optional<BigDecimal> paper = PaperResults.original(row.prosumer());
        if (comparable && paperScale) {
            cells.add(shown(paper));
            cells.add(shown(PaperResults.benefit(row.prosumer())));
        } else if (comparable) {
            cells.add(
                    shown(paper.map(printed -> printed.divide(PaperResults.LIKELY_FACTOR, 2, RoundingMode.HALF_EVEN))));
        }
        return cells;
    }

    private String aboutUnits() {
        String likely =
                "The paper\u2019s energies are very likely 360 times too large: kilowatts summed over ten-second"
                        + " samples were set against a battery in true kilowatt-hours.";
        return likely
                + (paperScale
                        ? " This study repeats that scale on purpose, with other data, so only the orders of magnitude"
                                + " can be compared, and no energy or money here is real."
                        : " This study counts true kilowatt-hours on other data, so the last column shows only that the"
                                + " agents are of a like size; it is no reproduction of Table I.");
    }

    private Table optimalOverGreedy() {
        List<Increase> increases = tables.increases().stream()
                .filter(row -> row.together().isPresent())
                .toList();
        List<Integer> shown = IntStream.range(0, results.inputs().profiles().size())
                .filter(i -> !tables.isolatedBenefits().isEmpty()
                        || increases.stream()
                                .anyMatch(row -> row.prosumers().get(i).isPresent()))
                .boxed()
                .toList();
        boolean comparable = increases.stream()
                .anyMatch(row -> PaperResults.optimalOverGreedy(row.scenario()).isPresent());
        var columns = new ArrayList<>(List.of(Column.words("No. EVs")));
        shown.forEach(i -> columns.add(
                Column.number(results.inputs().profiles().get(i).prosumer().text(), "%")));
        columns.add(Column.number("All together", "%"));
        if (comparable) {
            columns.add(Column.paper("Paper, all together", "%"));
        }
        var rows = new ArrayList<List<String>>();
        for (Increase row : increases) {
            var cells = new ArrayList<>(List.of(row.scenario()));
            shown.forEach(i -> cells.add(changed(row.prosumers().get(i))));
            cells.add(changed(row.together()));
            if (comparable) {
                cells.add(changed(PaperResults.optimalOverGreedy(row.scenario())));
            }
            rows.add(cells);
        }
        return new Table("Table II. Energy traded, optimal over greedy matching", columns, rows, List.of());
    }

    private Table forecastsAgainstPerfect() {
        List<TradingScenario> trading = results.scenario().trading();
        boolean comparable = trading.stream()
                .anyMatch(each ->
                        PaperResults.federatedAgainstPerfect(each.title()).isPresent());
        var columns = new ArrayList<>(List.of(
                Column.words("Trading scenario"),
                Column.words("Forecast"),
                Column.number("Change of the energy traded", "%")));
        if (comparable) {
            columns.add(Column.paper("Paper, federated", "%"));
        }
        var rows = new ArrayList<List<String>>();
        for (String forecast : results.otherForecasts()) {
            for (TradingScenario each : trading) {
                results.change(each, forecast).ifPresent(percent -> {
                    var cells = new ArrayList<>(List.of(each.title(), forecast, NumberFormats.change(percent)));
                    if (comparable) {
                        cells.add(changed(PaperResults.federatedAgainstPerfect(each.title())));
                    }
                    rows.add(cells);
                });
            }
        }
        return new Table("Table III. Other forecasts against perfect ones, optimal matching", columns, rows, List.of());
    }

    private static String shown(Optional<BigDecimal> value) {
        return value.map(number -> NumberFormats.number(number, 2)).orElse(NONE);
    }

    private static String changed(Optional<BigDecimal> percent) {
        return percent.map(NumberFormats::change).orElse(NONE);
    }
}
