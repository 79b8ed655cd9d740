package ems.study.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ems.study.output.NumberFormats;
import ems.study.output.Page;
import ems.study.output.Table;
import ems.study.plan.DataFile;
import ems.study.scenario.Scenario;

/** The page of an evaluation, {@code forecast.html}. */
final class ForecastPage {

    private final EvaluationResults results;
    private final EvaluationPlan plan;
    private final Scenario scenario;
    private final ForecastTables tables;

    private ForecastPage(EvaluationResults results) {
        this.results = results;
        this.plan = results.plan();
        this.scenario = plan.scenario();
        this.tables = new ForecastTables(results);
    }

    static String html(EvaluationResults results) {
        return Page.html("forecast", new ForecastPage(results), new ForecastCharts(results).json());
    }

    public String title() {
        return scenario.title();
    }

    public String name() {
        return scenario.name();
    }

    public String day() {
        return NumberFormats.day(plan.startOf(plan.heldOutDay()));
    }

    public String words() {
        return NumberFormats.typeset(String.join(" ", new EvaluationSummary(results).sentences()));
    }

    public String scale() {
        return scenario.scale().sentence();
    }

    /** A sentence where not all homes are drawn, or empty. */
    public String notDrawn() {
        int homes = results.truth().size();
        return homes > ForecastCharts.MOST_PANELS
                ? " The first " + ForecastCharts.MOST_PANELS + " of " + homes + " homes are drawn."
                : "";
    }

    public List<Table> scores() {
        return tables.heldOut().stream().map(Table::typeset).toList();
    }

    public List<Table> trading() {
        var trading = new TradingTable(results);
        return List.of(trading.table().typeset(), trading.ofThePaper().typeset());
    }

    public Table otherDays() {
        return tables.otherDays().typeset();
    }

    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Days", results.dayText(0) + " to " + results.dayText(plan.heldOutDay()));
        facts.put("Seed of the data and arrivals", Long.toString(scenario.seed()));
        facts.put("Seeds of the models", plan.seedsText());
        for (DataFile file : results.inputs().files()) {
            facts.put(file.name(), "SHA-256 " + file.sha256());
        }
        return facts;
    }
}
