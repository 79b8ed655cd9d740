package ems.market.benchmark;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import ems.market.matching.Matcher;
import ems.market.matching.Matching;
import ems.market.matching.MatchingProblem;
import ems.market.matching.OptimalMatcher;
import ems.market.quantity.Energy;

/** The pairs of a grid whose cars begin at different powers, and their proof. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@State(Scope.Benchmark)
public class LeastPowersBenchmark {

    @Param({"1000", "2000", "5000"})
    private int houses;

    /** With a fifth of the cars full, 1 leaves houses without a car and 4 leaves none. */
    @Param({"1", "4"})
    private int carsPerHouse;

    private final Matcher matcher = new OptimalMatcher();
    private MatchingProblem problem;
    private Matching matching;

    @Setup
    public void match() {
        problem = RandomBids.withLeastPowers(houses, carsPerHouse * houses, 42);
        matching = matcher.match(problem);
    }

    @Benchmark
    public Matching pairs() {
        return matcher.match(problem);
    }

    @Benchmark
    public Energy proof() {
        return matching.certificate().refuseUnlessOptimal(problem, matching.pairs());
    }
}
