package ems.processes.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import ems.chains.client.ShellWord;
import ems.forecasting.Strategies;
import ems.processes.study.StudyOrder;
import ems.study.evaluation.Evaluation;
import ems.study.evaluation.EvaluationPlan;
import ems.study.evaluation.EvaluationPlan.Known;
import ems.study.evaluation.EvaluationPlan.Wish;
import ems.study.host.StudyHost;
import ems.study.run.Progress;
import ems.study.scenario.ScenarioFile;

/** Compares forecasts with what came, and what they bring in trading with what perfect ones would. */
@Command(
        name = "forecast",
        description = "Compare forecasts of a scenario's homes on its last day, and write tables and a page.",
        mixinStandardHelpOptions = true)
final class ForecastCommand implements Callable<Integer>, StudyOrder {

    @Mixin
    ScenarioChoice choice = new ScenarioChoice();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "Folder for the results; an earlier comparison in it is replaced (default: out/SCENARIO-forecast).")
    @Nullable
    Path out;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many seeds each model is tried with, from the scenario's own on (default: 10).")
    int seeds = EvaluationPlan.SEEDS;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "How many days are generated, up to the scenario's last (default: 7). Files have their own.")
    @Nullable
    Integer days;

    @Option(
            names = "--strategies",
            paramLabel = "a,b,...",
            split = ",",
            description = "Strategies to compare, beside persistence and same-time-yesterday"
                    + " (default: federated, federated-absolute).")
    List<String> strategies = List.of();

    @Option(names = "--ablation", description = "Also the federated strategy without each of its ingredients.")
    boolean ablation;

    @Spec
    CommandSpec spec;

    /** A mistake is answered before anything starts. */
    @Override
    public Integer call() {
        plan(ScenarioFile.find(choice.scenario));
        return StudyApplication.start(spec);
    }

    private EvaluationPlan plan(ScenarioFile file) {
        return EvaluationPlan.of(
                file.scenario(),
                new Wish(Optional.ofNullable(days), strategies, ablation, seeds),
                new Known(Strategies.names(), Strategies.variants()));
    }

    @Override
    public Outcome carryOut(StudyHost host, int threads, Progress progress) {
        var file = ScenarioFile.find(choice.scenario);
        var folder = out == null ? Path.of("out", file.scenario().name() + "-forecast") : out;
        var evaluated = new Evaluation(host, Clock.systemUTC(), threads, progress)
                .run(plan(file), Optional.ofNullable(choice.data).or(file::folder), folder);
        return Outcome.success(evaluated.text() + "\nThe page: " + ShellWord.of(folder.resolve("forecast.html")));
    }
}
