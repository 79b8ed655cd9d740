package ems.study.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.study.report.ForecastReport.Curve;
import ems.study.report.ForecastReport.Home;
import ems.study.report.ForecastReport.Skill;
import ems.study.report.ForecastReport.SkillPanel;

/** The numbers of an evaluation's figures as JSON: instants in epoch milliseconds, kW and percent. */
final class ForecastCharts {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long MINUTE = 60_000;

    private final ForecastReport report;

    ForecastCharts(ForecastReport report) {
        this.report = report;
    }

    ObjectNode json() {
        ObjectNode json = JSON.objectNode();
        ObjectNode forecast = json.putObject("forecast")
                .put("start", report.heldOut().toEpochMilli())
                .put("step", MINUTE);
        ArrayNode shown = forecast.putArray("shown");
        report.shown().forEach(shown::add);
        ArrayNode panels = forecast.putArray("panels");
        report.homes().stream().limit(ChartData.MOST_PANELS).forEach(home -> panels.add(home(home)));
        json.set("skill", skills(report.skills()));
        json.set("absolute", skills(report.absoluteSkills()));
        return json;
    }

    private static ObjectNode home(Home home) {
        ObjectNode panel = JSON.objectNode().put("name", home.name()).put("hour", home.hour());
        panel.set("truth", numbers(home.truth()));
        ArrayNode curves = panel.putArray("curves");
        for (Curve curve : home.forecasts()) {
            curves.addObject().put("name", curve.strategy()).set("kw", numbers(curve.kilowatts()));
        }
        return panel;
    }

    private static ArrayNode skills(List<SkillPanel> panels) {
        ArrayNode all = JSON.arrayNode();
        for (SkillPanel panel : panels) {
            ArrayNode bars = all.addObject().put("name", panel.home()).putArray("bars");
            for (Skill skill : panel.bars()) {
                bars.addObject()
                        .put("name", skill.strategy())
                        .put("mean", rounded(skill.mean()))
                        .put("low", rounded(skill.low()))
                        .put("high", rounded(skill.high()))
                        .put("worst", rounded(skill.worst()));
            }
        }
        return all;
    }

    private static ArrayNode numbers(List<Double> values) {
        ArrayNode numbers = JSON.arrayNode();
        for (double value : values) {
            if (Double.isNaN(value)) {
                numbers.addNull();
            } else {
                numbers.add(rounded(value));
            }
        }
        return numbers;
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }
}
