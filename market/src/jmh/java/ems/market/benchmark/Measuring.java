package ems.market.benchmark;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import ems.market.matching.solver.Family;

/** One solver with one problem in a Java process of its own, warmed up as far as the time that it takes allows. */
final class Measuring {

    private static final double SHORT = 0.3;
    private static final double MIDDLE = 5;
    /** Without it, a busy machine still interprets when the measurement begins. */
    private static final String COMPILE_BEFORE_GOING_ON = "-Xbatch";
    /** So that it has been used once, and its pages are there, when the measurement begins. */
    private static final String SMALL_NURSERY = "-Xmn128m";

    private Measuring() {}

    /** @param predicted seconds of a solve, roughly: the longer, the fewer are warmed up and measured */
    static Cell of(Solver solver, Family family, Size size, double predicted) throws RunnerException {
        var options = new OptionsBuilder()
                .include(OneMatching.class.getName() + ".solve$")
                .param("solver", solver.name())
                .param("family", family.name())
                .param("prosumers", Integer.toString(size.prosumers()))
                .param("vehicles", Integer.toString(size.vehicles()))
                .timeUnit(TimeUnit.SECONDS)
                .timeout(TimeValue.minutes(20))
                .forks(1)
                .jvmArgs("-Xmx6g", "-XX:+UseParallelGC")
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
        RunResult result = new Runner(asLongAs(options, solver, predicted).build()).runSingle();
        return new Cell(
                result.getPrimaryResult().getStatistics().getPercentile(50),
                result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }

    private static ChainedOptionsBuilder asLongAs(ChainedOptionsBuilder options, Solver solver, double predicted) {
        if (predicted < SHORT) {
            return options.mode(Mode.SampleTime)
                    .jvmArgsAppend(COMPILE_BEFORE_GOING_ON, SMALL_NURSERY)
                    .warmupTime(TimeValue.milliseconds(500))
                    .warmupIterations(solver.warmups())
                    .measurementTime(TimeValue.milliseconds(500))
                    .measurementIterations(2);
        }
        boolean middle = predicted < MIDDLE;
        return options.mode(Mode.SingleShotTime)
                .warmupIterations(middle ? solver.warmups() / 2 : 0)
                .measurementIterations(middle ? 5 : 1);
    }
}
