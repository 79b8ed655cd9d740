package ems.study.evaluation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The numbers of an evaluation's figures as JSON: instants in epoch milliseconds, kW and percent. */
final class ForecastCharts {

    /** So many homes are drawn at most. */
    static final int MOST_PANELS = 11;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long MINUTE = 60_000;
    private static final int HOUR = 60;

    private final EvaluationResults results;
    private final EvaluationPlan plan;
    private final int firstMinute;

    ForecastCharts(EvaluationResults results) {
        this.results = results;
        this.plan = results.plan();
        this.firstMinute = plan.heldOutDay() * EvaluationPlan.PERIODS_A_DAY;
    }

    ObjectNode json() {
        ObjectNode json = JSON.objectNode();
        ObjectNode forecast = json.putObject("forecast")
                .put("start", plan.startOf(plan.heldOutDay()).toEpochMilli())
                .put("step", MINUTE);
        forecast.putArray("shown").add(EvaluationPlan.PERSISTENCE).add(plan.subject());
        ArrayNode panels = forecast.putArray("panels");
        for (int home = 0; home < Math.min(MOST_PANELS, results.truth().size()); home++) {
            panels.add(home(home));
        }
        json.set("skill", skills(Measure.SKILL));
        json.set("absolute", skills(Measure.MAE_SKILL));
        return json;
    }

    /** A home's held-out day, and what the first seed of each strategy expected. */
    private ObjectNode home(int home) {
        var truth = results.truth().get(home);
        ObjectNode panel = JSON.objectNode().put("name", results.home(home)).put("hour", liveliestHour(truth));
        panel.set("truth", kilowatts(truth));
        ArrayNode curves = panel.putArray("curves");
        for (String strategy : plan.strategies()) {
            curves.addObject()
                    .put("name", strategy)
                    .set("kw", kilowatts(results.of(strategy).get(0).forecasts().get(home)));
        }
        return panel;
    }

    /** Null where it is unknown. */
    private ArrayNode kilowatts(NetPowers powers) {
        ArrayNode numbers = JSON.arrayNode();
        for (int minute = firstMinute; minute < plan.scenario().periods(); minute++) {
            if (powers.isKnown(minute)) {
                numbers.add(rounded(powers.watts(minute) / 1_000));
            } else {
                numbers.addNull();
            }
        }
        return numbers;
    }

    /** First minute, of the day, of the full hour in which the power changes most: the largest sum of squared changes. */
    private int liveliestHour(NetPowers truth) {
        int liveliest = 0;
        double most = -1;
        for (int from = 0; from < EvaluationPlan.PERIODS_A_DAY; from += HOUR) {
            double changes = 0;
            for (int minute = firstMinute + from + 1; minute < firstMinute + from + HOUR; minute++) {
                if (truth.isKnown(minute) && truth.isKnown(minute - 1)) {
                    double change = truth.watts(minute) - truth.watts(minute - 1);
                    changes += change * change;
                }
            }
            if (changes > most) {
                most = changes;
                liveliest = from;
            }
        }
        return liveliest;
    }

    /** Strategies that learn, a panel for each home and one for all. */
    private ArrayNode skills(Measure measure) {
        ArrayNode all = JSON.arrayNode();
        List<String> learning = plan.strategies().stream().filter(plan::learns).toList();
        for (Optional<Integer> home : new ForecastTables(results).homes()) {
            ArrayNode bars = all.addObject()
                    .put("name", home.map(results::home).orElse("All homes"))
                    .putArray("bars");
            for (String strategy : learning) {
                results.scores()
                        .overSeeds(measure, strategy, plan.heldOutDay(), home)
                        .ifPresent(skill -> bars.addObject()
                                .put("name", strategy)
                                .put("mean", rounded(skill.mean()))
                                .put("low", rounded(skill.low()))
                                .put("high", rounded(skill.high()))
                                .put("worst", rounded(skill.worst())));
            }
        }
        return all;
    }

    private static BigDecimal rounded(double value) {
        return BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN).stripTrailingZeros();
    }
}
