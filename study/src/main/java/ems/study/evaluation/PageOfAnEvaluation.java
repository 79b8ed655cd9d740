package ems.study.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.study.output.TextTable;
import ems.study.plan.DataFile;
import ems.study.report.ForecastReport;
import ems.study.report.ForecastReport.Curve;
import ems.study.report.ForecastReport.Home;
import ems.study.report.ForecastReport.Skill;
import ems.study.report.ForecastReport.SkillPanel;
import ems.study.report.ForecastReport.Table;
import ems.study.report.Setting.Fact;

/** Brings an evaluation into the form that its page takes. */
final class PageOfAnEvaluation {

    private static final int HOUR = 60;

    private final EvaluationResults results;
    private final EvaluationPlan plan;
    private final ForecastTables tables;

    PageOfAnEvaluation(EvaluationResults results) {
        this.results = results;
        this.plan = results.plan();
        this.tables = new ForecastTables(results);
    }

    ForecastReport report() {
        var trading = new TradingTable(results);
        List<Home> homes = new ArrayList<>();
        for (int home = 0; home < results.truth().size(); home++) {
            homes.add(home(home));
        }
        return new ForecastReport(
                plan.scenario().name(),
                plan.scenario().title(),
                plan.startOf(plan.heldOutDay()),
                plan.scenario().scale().sentence(),
                new EvaluationSummary(results).sentences(),
                homes,
                List.of(EvaluationPlan.PERSISTENCE, plan.subject()),
                skills(Measure.SKILL),
                skills(Measure.MAE_SKILL),
                tables.heldOut().stream().map(PageOfAnEvaluation::table).toList(),
                List.of(table(trading.table()), table(trading.ofThePaper())),
                table(tables.otherDays()),
                facts());
    }

    private Home home(int home) {
        var truth = results.truth().get(home);
        List<Curve> curves = plan.strategies().stream()
                .map(strategy -> new Curve(
                        strategy,
                        kilowatts(results.of(strategy).get(0).forecasts().get(home))))
                .toList();
        return new Home(results.home(home), kilowatts(truth), curves, liveliestHour(truth));
    }

    /** Of the held-out day; NaN where it is unknown. */
    private List<Double> kilowatts(NetPowers powers) {
        List<Double> kilowatts = new ArrayList<>();
        for (int minute = firstMinute(); minute < plan.scenario().periods(); minute++) {
            kilowatts.add(powers.isKnown(minute) ? powers.watts(minute) / 1_000 : Double.NaN);
        }
        return kilowatts;
    }

    private int firstMinute() {
        return plan.heldOutDay() * EvaluationPlan.PERIODS_A_DAY;
    }

    /** First minute, of the day, of the full hour in which the power changes most: the largest sum of squared changes. */
    private int liveliestHour(NetPowers truth) {
        int liveliest = 0;
        double most = -1;
        for (int from = 0; from < EvaluationPlan.PERIODS_A_DAY; from += HOUR) {
            double changes = 0;
            for (int minute = firstMinute() + from + 1; minute < firstMinute() + from + HOUR; minute++) {
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

    /** Of the strategies that learn. */
    private List<SkillPanel> skills(Measure measure) {
        List<SkillPanel> panels = new ArrayList<>();
        for (Optional<Integer> home : tables.homes()) {
            List<Skill> bars = new ArrayList<>();
            for (String strategy : plan.strategies()) {
                if (plan.learns(strategy)) {
                    results.scores()
                            .overSeeds(measure, strategy, plan.heldOutDay(), home)
                            .ifPresent(each ->
                                    bars.add(new Skill(strategy, each.mean(), each.low(), each.high(), each.worst())));
                }
            }
            panels.add(new SkillPanel(home.map(results::home).orElse("All homes"), bars));
        }
        return panels;
    }

    private static Table table(TextTable text) {
        return new Table(text.title(), text.header(), text.rows(), text.notes());
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Days", results.dayText(0) + " to " + results.dayText(plan.heldOutDay())));
        facts.add(new Fact(
                "Seed of the data and arrivals", Long.toString(plan.scenario().seed())));
        facts.add(new Fact("Seeds of the models", plan.seedsText()));
        for (DataFile file : results.inputs().files()) {
            facts.add(new Fact(file.name(), "SHA-256 " + file.sha256()));
        }
        return facts;
    }
}
