package ems.study.run;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import ems.study.host.StudyHost;
import ems.study.output.OutputFolder;
import ems.study.plan.InputPreparation;
import ems.study.plan.Inputs;
import ems.study.plan.Outputs;
import ems.study.plan.StudyRun;
import ems.study.report.StudyReport;
import ems.study.result.Results;
import ems.study.result.RunResult;
import ems.study.result.StudyFiles;
import ems.study.scenario.Scenario;
import ems.study.scenario.ScenarioFile;
import ems.study.scenario.ScenarioWriter;
import ems.study.scenario.StudyData.Recorded;

/** A scenario from its file to the out folder. */
public final class Study {

    private final StudyHost host;
    private final InstantSource clock;
    private final int threads;
    private final Progress progress;

    /**
     * @param clock for the pace that the progress reports; nothing that is written depends on it
     * @param threads how many runs at a time, at least 1
     */
    public Study(StudyHost host, InstantSource clock, int threads, Progress progress) {
        this.host = host;
        this.clock = clock;
        this.threads = threads;
        this.progress = progress;
    }

    /**
     * @param dataFolder of the scenario's files; empty: where the scenario file lies
     * @throws IllegalArgumentException if scenario, data or folder do not fit; nothing has been run then
     * @throws RuntimeException if a run failed; the folder then has no summary
     */
    public StudyOutcome run(ScenarioFile file, Optional<Path> dataFolder, Path outFolder) {
        return run(file, dataFolder, outFolder, Outputs.ALL);
    }

    /** @param outputs how much of each run is written */
    public StudyOutcome run(ScenarioFile file, Optional<Path> dataFolder, Path outFolder, Outputs outputs) {
        var scenario = file.scenario();
        refuseUnknownForecasts(scenario);
        var preparing = new InputPreparation(host, scenario);
        var folder = dataFolder.or(file::folder);
        preparing.check(folder);
        // files are read before an earlier study is replaced: they may not fit
        var read = scenario.data() instanceof Recorded
                ? Optional.of(preparing.prepare(folder, Study::noFolder))
                : Optional.<Inputs>empty();
        var out = OutputFolder.opened(outFolder);
        out.write(OutputFolder.SCENARIO, ScenarioWriter.text(scenario));
        var inputs = read.orElseGet(() -> preparing.prepare(folder, out::dataFolder));
        var forecasters = new SharedForecasters(host, scenario, inputs, out);
        var pace = new Pace((long) StudyRun.of(scenario).size() * scenario.periods(), clock, progress);
        var results = new Results(scenario, inputs, replayed(scenario, inputs, forecasters, out, pace, outputs));
        var time = pace.elapsed();
        write(results, out);
        return new StudyOutcome(results, time);
    }

    private static Path noFolder() {
        throw new IllegalStateException("files are read where they lie");
    }

    /** Everything that is not of a single run; the summary comes last. */
    public static void write(Results results, OutputFolder out) {
        out.write(OutputFolder.REPORT, StudyReport.html(results));
        StudyFiles.write(results, out);
    }

    /** Side by side, in the order of the runs whatever the threads do. */
    private List<RunResult> replayed(
            Scenario scenario,
            Inputs inputs,
            SharedForecasters forecasters,
            OutputFolder out,
            Pace pace,
            Outputs outputs) {
        var runs = StudyRun.of(scenario);
        var followed = StudyRun.toFollow(runs);
        List<Callable<RunResult>> works = new ArrayList<>();
        for (StudyRun run : runs) {
            var replay = new RunReplay(host, scenario, inputs, forecasters, run, run.equals(followed), outputs);
            works.add(() -> replay.take(out, pace));
        }
        return new SideBySide(threads).all(works);
    }

    private void refuseUnknownForecasts(Scenario scenario) {
        for (String forecast : scenario.forecasts()) {
            if (!host.forecasts().contains(forecast)) {
                throw new IllegalArgumentException("runs.forecasts: '" + forecast + "' is none of "
                        + String.join(", ", host.forecasts().stream().sorted().toList()));
            }
        }
    }
}
