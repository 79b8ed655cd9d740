package ems.study.run;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import ems.study.host.StudyHost;
import ems.study.plan.Inputs;
import ems.study.plan.StudyRun;
import ems.study.result.OutputFolder;
import ems.study.result.RunResult;
import ems.study.scenario.Scenario;

/** All runs of a scenario, side by side; their results stand in a fixed order whatever the threads do. */
public final class RunningAStudy {

    private static final long PATIENCE_SECONDS = 60;

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
        var followed = RunToFollow.among(runs);
        var forecasters = new SharedForecasters(host, scenario, inputs, out);
        var pace = new Pace((long) runs.size() * scenario.periods(), clock, progress);
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, runs.size()));
        try {
            List<Future<RunResult>> waiting = new ArrayList<>();
            for (StudyRun run : runs) {
                var taking = new TakingARun(host, scenario, inputs, forecasters, run, run.equals(followed));
                waiting.add(pool.submit(() -> taking.take(out, pace)));
            }
            List<RunResult> results = new ArrayList<>();
            for (Future<RunResult> each : waiting) {
                results.add(finished(each));
            }
            return new Outcome(results, pace.elapsed());
        } finally {
            stop(pool);
        }
    }

    private static RunResult finished(Future<RunResult> run) {
        try {
            return run.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the study was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a run failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private static void stop(ExecutorService pool) {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("runs did not stop within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
