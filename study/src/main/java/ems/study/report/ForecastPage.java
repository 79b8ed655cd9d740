package ems.study.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ems.study.report.DataTable.Column;
import ems.study.report.ForecastReport.Table;
import ems.study.report.Setting.Fact;

/** Writes the page of an evaluation: one HTML file that needs no network. The same data gives the same bytes. */
public final class ForecastPage {

    private final ForecastReport report;

    private ForecastPage(ForecastReport report) {
        this.report = report;
    }

    /** @throws java.io.UncheckedIOException if the file cannot be written */
    public static void write(Path file, ForecastReport report) {
        HtmlReport.write(file, html(report));
    }

    static String html(ForecastReport report) {
        var page = new ForecastPage(report);
        return HtmlReport.page(
                "Forecasts of " + report.title(),
                page.opening(),
                page.main(),
                new ForecastCharts(report).json(),
                "forecast.js");
    }

    private String opening() {
        return Element.of("header")
                .add(
                        Element.of("p", "kicker")
                                .text("Scenario " + report.scenario() + " \u00b7 held-out day "
                                        + Shown.day(report.heldOut())),
                        Element.of("h1").text("How well the homes\u2019 next minute is known"),
                        Element.of("p", "lead").text(typeset(String.join(" ", report.words()))),
                        Element.of("p", "scale").text(report.scale()))
                .html();
    }

    private String main() {
        List<Element> parts = new ArrayList<>(List.of(day(), skill()));
        parts.add(section("The held-out day in numbers").add(tables(report.scores())));
        parts.add(section("What the forecasts are worth in trading").add(tables(report.trading())));
        parts.add(section("The other days")
                .add(Element.of("p", "scale warning")
                        .text("Not held out: settings were chosen on days like these, and at first the models"
                                + " have no past. The first day has no yesterday, so no minute of it counts."))
                .add(tables(List.of(report.otherDays()))));
        parts.add(provenance());
        return String.join("", parts.stream().map(Element::html).toList());
    }

    private Element day() {
        String more = report.homes().size() > ChartData.MOST_PANELS
                ? " The first " + ChartData.MOST_PANELS + " of "
                        + report.homes().size() + " homes are drawn."
                : "";
        return section(
                "Forecast and truth",
                figure(
                        "forecast",
                        "Net power of each home on the held-out day, kW; below, the hour in which it changes most",
                        "Black is what the meter said, surplus above 0. A forecast stands at the minute that it is for,"
                                + " and knew nothing of it. Click a name to show or hide its curve; drag the bar or"
                                + " scroll to zoom. Models: the first seed." + more));
    }

    private Element skill() {
        String caption = "Bars: mean over the seeds; line: its 95 % confidence interval; dot: the worst seed."
                + " Right of 0 is better than expecting the last minute again; below \u2212100 the picture is cut.";
        return section(
                "Skill over persistence",
                figure("skill", "Squared error, %", caption + " Large steps count most."),
                figure("absolute", "Absolute error, %", caption + " Every watt counts alike."));
    }

    private static List<Element> tables(List<Table> tables) {
        List<Element> elements = new ArrayList<>();
        for (Table table : tables) {
            List<Column> columns =
                    new ArrayList<>(List.of(Column.words(table.header().get(0))));
            table.header().stream().skip(1).forEach(name -> columns.add(Column.number(typeset(name), "")));
            List<List<String>> rows = table.rows().stream()
                    .map(row -> row.stream().map(ForecastPage::signed).toList())
                    .toList();
            elements.add(new DataTable(table.title(), columns, rows).element());
            elements.add(Element.of("p", "note").text(typeset(String.join(" ", table.notes()))));
        }
        return elements;
    }

    private static String signed(String cell) {
        return cell.startsWith("-") ? "\u2212" + cell.substring(1) : cell;
    }

    /** What a console shows in plain signs. */
    private static String typeset(String text) {
        return text.replace("+-", "\u00b1").replace(" -", " \u2212").replace(" * ", " \u00d7 ");
    }

    private Element provenance() {
        Element list = Element.of("dl", "facts");
        for (Fact fact : report.facts()) {
            list.add(Element.of("div")
                    .add(Element.of("dt").text(fact.name()), Element.of("dd").text(fact.value())));
        }
        return section(
                "Where this comes from",
                Element.of("div", "fact-group").add(list),
                Element.of("p", "note")
                        .text("The same scenario, data, rules and seeds give the same bytes, this page included. Times"
                                + " are UTC. Charts: Apache ECharts, Apache License 2.0."));
    }

    private static Element section(String heading, Element... content) {
        return Element.of("section", "part").add(Element.of("h2").text(heading)).add(content);
    }

    private static Element figure(String id, String heading, String caption) {
        return Element.of("figure")
                .with("id", id)
                .add(
                        Element.of("h3").text(heading),
                        Element.of("div", "panels"),
                        Element.of("figcaption").text(caption));
    }
}
