package ems.market.benchmark;

import ems.market.matching.GreedyMatcher;
import ems.market.matching.Matcher;
import ems.market.matching.MatchingProblem;
import ems.market.matching.OptimalMatcher;
import ems.market.matching.Pairing;
import java.util.List;
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

/** One matching of as many houses as EVs, beside a textbook peer; all begin with the bids. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class MatchingBenchmark {

    @Param({"5", "50", "500"})
    public int size;

    private final Matcher optimal = new OptimalMatcher();
    private final Matcher greedy = new GreedyMatcher();
    private MatchingProblem problem;

    @Setup
    public void bids() {
        problem = RandomBids.of(size, 42);
        long ours = Matcher.forecastEnergy(optimal.match(problem)).millijoules();
        long peers = TextbookHungarian.greatestWorth(problem);
        if (ours != peers) {
            throw new IllegalStateException("optimal moves " + ours + " mJ, its peer " + peers + " mJ");
        }
    }

    @Benchmark
    public List<Pairing> optimal() {
        return optimal.match(problem);
    }

    @Benchmark
    public List<Pairing> greedy() {
        return greedy.match(problem);
    }

    @Benchmark
    public long textbookHungarian() {
        return TextbookHungarian.greatestWorth(problem);
    }
}
