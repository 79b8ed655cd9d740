package ems.study.evaluation;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import ems.market.quantity.MatchingPeriod;
import ems.study.host.StudyHost;
import ems.study.output.OutputFolder;
import ems.study.plan.InputPreparation;
import ems.study.plan.Inputs;
import ems.study.plan.StudyRun;
import ems.study.run.Pace;
import ems.study.run.Progress;
import ems.study.run.SideBySide;
import ems.study.scenario.ScenarioWriter;

/** Compares forecasters on a scenario's homes, from the plan to the out folder. */
public final class Evaluation {

    private final StudyHost host;
    private final InstantSource clock;
    private final int threads;
    private final Progress progress;

    /**
     * @param clock for the pace that the progress reports; nothing that is written depends on it
     * @param threads how many forecasters at a time, at least 1
     */
    public Evaluation(StudyHost host, InstantSource clock, int threads, Progress progress) {
        this.host = host;
        this.clock = clock;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * @param dataFolder of the scenario's files
     * @throws IllegalArgumentException if data or folder do not fit; nothing has been run then
     * @throws RuntimeException if a forecaster or a run failed; the folder then has no summary
     */
    public EvaluationOutcome run(EvaluationPlan plan, Optional<Path> dataFolder, Path outFolder) {
        var preparing =
                new InputPreparation(host, plan.heldOut(), plan.scenario().start());
        preparing.check(dataFolder);
        var out = OutputFolder.opened(outFolder, EvaluationFiles.MARK, EvaluationFiles.OWN);
        out.write(EvaluationFiles.MARK, mark(plan));
        var inputs = preparing.prepare(dataFolder, out::dataFolder);
        var results = evaluated(plan, inputs);
        out.write(EvaluationFiles.PAGE, ForecastPage.html(results));
        new EvaluationFiles(results).write(out);
        return new EvaluationOutcome(results);
    }

    private static String mark(EvaluationPlan plan) {
        return "# ./ems forecast with " + plan.seedsText() + "; strategies " + String.join(",", plan.strategies())
                + "\n" + ScenarioWriter.text(plan.scenario());
    }

    private EvaluationResults evaluated(EvaluationPlan plan, Inputs inputs) {
        List<Entrant> entrants = new ArrayList<>(List.of(Entrant.of(StudyRun.PERFECT)));
        entrants.addAll(plan.entrants());
        long periods = plan.scenario().periods()
                + (long) plan.heldOut().periods() * plan.scenario().trading().size();
        var pace = new Pace(entrants.size() * periods, clock, progress);
        List<Callable<Evaluated>> works = new ArrayList<>();
        for (Entrant entrant : entrants) {
            var evaluating = new ForecasterEvaluation(host, plan, inputs, entrant);
            works.add(() -> evaluating.evaluate(pace));
        }
        var all = new SideBySide(threads).all(works);
        return EvaluationResults.of(plan, inputs, truth(plan, inputs), all.get(0), all.subList(1, all.size()));
    }

    private static List<NetPowers> truth(EvaluationPlan plan, Inputs inputs) {
        var scenario = plan.scenario();
        return scenario.data().prosumers().stream()
                .map(prosumer -> {
                    var powers = new NetPowers(scenario.periods());
                    MatchingPeriod period = scenario.firstPeriod();
                    for (int minute = 0; minute < scenario.periods(); minute++) {
                        powers.put(minute, inputs.readings().period(prosumer, period));
                        period = period.next();
                    }
                    return powers;
                })
                .toList();
    }
}
