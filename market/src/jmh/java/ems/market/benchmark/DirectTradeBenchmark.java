package ems.market.benchmark;

import java.util.List;
import java.util.Set;
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

import ems.market.direct.DirectPair;
import ems.market.direct.LeftoverHomes;
import ems.market.matching.Matching;
import ems.market.matching.MatchingProblem;
import ems.market.matching.OptimalMatcher;
import ems.market.matching.Pairing;
import ems.market.quantity.Energy;

/** Pairing the homes that one EV for ten homes leaves, and its bound, beside the matching before it. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@State(Scope.Benchmark)
public class DirectTradeBenchmark {

    private static final int HOMES_PER_EV = 10;

    @Param({"5000", "1000000"})
    private int homes;

    private MatchingProblem problem;
    private LeftoverHomes left;

    @Setup
    public void match() {
        var bids = RandomBids.of(homes, 42);
        problem = new MatchingProblem(
                bids.prosumers(), bids.vehicles().subList(0, homes / HOMES_PER_EV), bids.partners());
        left = leftBy(new OptimalMatcher().match(problem));
    }

    private LeftoverHomes leftBy(Matching matching) {
        return new LeftoverHomes(problem, Pairing.parties(matching.pairs()), Set.of());
    }

    @Benchmark
    public Matching matching() {
        return new OptimalMatcher().match(problem);
    }

    @Benchmark
    public List<DirectPair> matchingAndLeftovers() {
        return leftBy(new OptimalMatcher().match(problem)).pairs();
    }

    /** What a verifier compares the pairs with. */
    @Benchmark
    public Energy bound() {
        return left.bound();
    }
}
