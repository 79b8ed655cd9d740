package ems.study.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import ems.study.host.StudyHost;
import ems.study.output.OutputFolder;
import ems.study.plan.Inputs;
import ems.study.plan.StudyRun;
import ems.study.result.RunResult;
import ems.study.scenario.Scenario;

/** All runs of a scenario, side by side; their results stand in a fixed order whatever the threads do. */
public final class RunningAStudy {

    private final StudyHost host;
    private final InstantSource clock;
    private final int threads;
    private final Progress progress;

    /** @param threads at least 1 */
    public RunningAStudy(StudyHost host, InstantSource clock, int threads, Progress progress) {
        this.host = host;
        this.clock = clock;
        this.threads = threads;
        this.progress = progress;
    }

    /** Results, and how long they took. */
    public record Outcome(List<RunResult> results, Duration time) {}

    /** @throws RuntimeException what the first failed run threw, after the others were stopped */
    public Outcome run(Scenario scenario, Inputs inputs, OutputFolder out) {
        var runs = StudyRun.of(scenario);
        var followed = FollowedRunChoice.among(runs);
        var forecasters = new SharedForecasters(host, scenario, inputs, out);
        var pace = new Pace((long) runs.size() * scenario.periods(), clock, progress);
        List<Callable<RunResult>> works = new ArrayList<>();
        for (StudyRun run : runs) {
            var taking = new RunReplay(host, scenario, inputs, forecasters, run, run.equals(followed));
            works.add(() -> taking.take(out, pace));
        }
        return new Outcome(new SideBySide(threads).all(works), pace.elapsed());
    }
}
