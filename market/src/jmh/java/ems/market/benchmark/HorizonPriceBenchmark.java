package ems.market.benchmark;

import java.util.Optional;
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

import ems.market.matching.Matching;
import ems.market.matching.MatchingProblem;
import ems.market.matching.OptimalMatcher;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;

/** The pairs of a scarce fleet, and their proof, under a horizon price beside none. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
@State(Scope.Benchmark)
public class HorizonPriceBenchmark {

    @Param({"5000", "1000000"})
    private int size;

    /** Per mille; 0: none. */
    @Param({"0", "503"})
    private int perMille;

    private MatchingProblem problem;
    private Matching matching;

    @Setup
    public void match() {
        var bids = RandomBids.of(size, 42);
        var price = perMille == 0 ? Optional.<HorizonPrice>empty() : Optional.of(new HorizonPrice(perMille));
        problem = new MatchingProblem(bids.prosumers(), bids.vehicles(), bids.partners(), price);
        matching = new OptimalMatcher().match(problem);
    }

    @Benchmark
    public Matching pairs() {
        return new OptimalMatcher().match(problem);
    }

    @Benchmark
    public Energy proof() {
        return matching.certificate().refuseUnlessOptimal(problem, matching.pairs());
    }
}
