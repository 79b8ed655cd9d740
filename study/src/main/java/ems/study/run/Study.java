package ems.study.run;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

import ems.study.host.StudyHost;
import ems.study.output.OutputFolder;
import ems.study.plan.PreparingInputs;
import ems.study.report.StudyReport;
import ems.study.result.Results;
import ems.study.result.StudyFiles;
import ems.study.scenario.Scenario;
import ems.study.scenario.ScenarioFile;
import ems.study.scenario.ScenarioWriter;

/** A scenario from its file to the out folder. */
public final class Study {

    private final StudyHost host;
    private final InstantSource clock;
    private final int threads;
    private final Progress progress;

    /**
     * @param clock for the pace that the progress tells; nothing that is written depends on it
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
        var scenario = file.scenario();
        refuseUnknownForecasts(scenario);
        var preparing = new PreparingInputs(host, scenario);
        var folder = dataFolder.or(file::folder);
        preparing.check(folder);
        var out = OutputFolder.opened(outFolder);
        out.write(OutputFolder.SCENARIO, ScenarioWriter.text(scenario));
        var inputs = preparing.prepare(folder, out::dataFolder);
        var outcome = new RunningAStudy(host, clock, threads, progress).run(scenario, inputs, out);
        var results = new Results(scenario, inputs, outcome.results());
        out.write(OutputFolder.REPORT, StudyReport.html(results));
        StudyFiles.write(results, out);
        return new StudyOutcome(results, outcome.time());
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
