package ems.study.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import ems.study.report.DataTable.Column;
import ems.study.report.Setting.Scale;
import ems.study.report.Tables.Change;
import ems.study.report.Tables.ForecastAgainstPerfect;
import ems.study.report.Tables.IsolatedBenefit;
import ems.study.report.Tables.OptimalOverGreedy;

/** Tables I to III in the paper's form, with the paper's own figures beside ours where the two can be compared at all. */
final class PaperTables {

    private static final String NONE = "\u2013";

    private final Tables tables;
    private final Scale scale;

    PaperTables(ReportData data) {
        tables = data.tables();
        scale = data.setting().scale();
    }

    List<Element> elements() {
        var elements = new ArrayList<Element>();
        if (!tables.isolatedBenefit().isEmpty()) {
            elements.add(isolatedBenefit().element());
            elements.add(Element.of("p", "note").text(aboutUnits()));
        }
        if (!tables.optimalOverGreedy().isEmpty()) {
            elements.add(optimalOverGreedy().element());
        }
        if (!tables.forecastsAgainstPerfect().isEmpty()) {
            elements.add(forecastsAgainstPerfect().element());
        }
        return elements;
    }

    private DataTable isolatedBenefit() {
        var columns = new ArrayList<>(List.of(
                Column.words("Agent"),
                Column.number("Original grid exchange", "kWh"),
                Column.number("Isolated grid exchange", "kWh"),
                Column.number("Absolute benefit", "kWh")));
        boolean comparable = tables.isolatedBenefit().stream()
                .anyMatch(row -> PaperResults.original(row.prosumer()).isPresent());
        if (comparable && scale == Scale.PAPER) {
            columns.add(Column.paper("Paper\u2019s original", "as printed, other data"));
            columns.add(Column.paper("Paper\u2019s benefit", "as printed, other data"));
        } else if (comparable) {
            columns.add(Column.paper("Paper\u2019s original \u00f7 360", "kWh, other data"));
        }
        return new DataTable(
                "Table I. Exchange with the main grid, without an EV and with an EV of one\u2019s own",
                columns,
                tables.isolatedBenefit().stream()
                        .map(row -> isolatedBenefit(row, comparable))
                        .toList());
    }

    private List<String> isolatedBenefit(IsolatedBenefit row, boolean comparable) {
        BigDecimal original = row.original().toKilowattHours();
        var cells = new ArrayList<>(List.of(
                row.prosumer(),
                Shown.kilowattHours(row.original()),
                Shown.kilowattHours(row.isolated()),
                Shown.number(original.subtract(row.isolated().toKilowattHours()), 2)));
        Optional<BigDecimal> paper = PaperResults.original(row.prosumer());
        if (comparable && scale == Scale.PAPER) {
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
                + (scale == Scale.PAPER
                        ? " This study repeats that scale on purpose, with other data, so only the orders of magnitude"
                                + " can be compared, and no energy or money here is real."
                        : " This study counts true kilowatt-hours on other data, so the last column shows only that the"
                                + " agents are of a like size; it is no reproduction of Table I.");
    }

    private DataTable optimalOverGreedy() {
        List<String> prosumers = Stream.concat(
                        tables.isolatedBenefit().stream().map(IsolatedBenefit::prosumer),
                        tables.optimalOverGreedy().stream()
                                .flatMap(row -> row.prosumers().stream())
                                .map(Change::prosumer))
                .distinct()
                .toList();
        boolean comparable = tables.optimalOverGreedy().stream()
                .anyMatch(row -> PaperResults.optimalOverGreedy(row.scenario()).isPresent());
        var columns = new ArrayList<>(List.of(Column.words("No. EVs")));
        prosumers.forEach(prosumer -> columns.add(Column.number(prosumer, "%")));
        columns.add(Column.number("All together", "%"));
        if (comparable) {
            columns.add(Column.paper("Paper, all together", "%"));
        }
        var rows = new ArrayList<List<String>>();
        for (OptimalOverGreedy row : tables.optimalOverGreedy()) {
            var cells = new ArrayList<>(List.of(row.scenario()));
            prosumers.forEach(prosumer -> cells.add(row.prosumers().stream()
                    .filter(change -> change.prosumer().equals(prosumer))
                    .findFirst()
                    .map(change -> Shown.change(change.percent()))
                    .orElse(NONE)));
            cells.add(Shown.change(row.aggregate()));
            if (comparable) {
                cells.add(changed(PaperResults.optimalOverGreedy(row.scenario())));
            }
            rows.add(cells);
        }
        return new DataTable("Table II. Energy traded, optimal over greedy matching", columns, rows);
    }

    private DataTable forecastsAgainstPerfect() {
        boolean comparable = tables.forecastsAgainstPerfect().stream()
                .anyMatch(row ->
                        PaperResults.federatedAgainstPerfect(row.scenario()).isPresent());
        var columns = new ArrayList<>(List.of(
                Column.words("Trading scenario"),
                Column.words("Forecast"),
                Column.number("Change of the energy traded", "%")));
        if (comparable) {
            columns.add(Column.paper("Paper, federated", "%"));
        }
        var rows = new ArrayList<List<String>>();
        for (ForecastAgainstPerfect row : tables.forecastsAgainstPerfect()) {
            var cells = new ArrayList<>(List.of(row.scenario(), row.forecast(), Shown.change(row.percent())));
            if (comparable) {
                cells.add(changed(PaperResults.federatedAgainstPerfect(row.scenario())));
            }
            rows.add(cells);
        }
        return new DataTable("Table III. Other forecasts against perfect ones, optimal matching", columns, rows);
    }

    private static String shown(Optional<BigDecimal> value) {
        return value.map(number -> Shown.number(number, 2)).orElse(NONE);
    }

    private static String changed(Optional<BigDecimal> percent) {
        return percent.map(Shown::change).orElse(NONE);
    }
}
