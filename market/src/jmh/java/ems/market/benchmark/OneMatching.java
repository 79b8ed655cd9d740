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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import ems.market.matching.peer.Peer;
import ems.market.matching.solver.Family;
import ems.market.matching.solver.Instance;

/** One solver with one problem; {@link MatchingReport} chooses both, and how much to warm up. A wrong answer is an error. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class OneMatching {

    static final long SEED = 42;

    @Param("TIGHT")
    public Family family;

    @Param("100")
    public int prosumers;

    @Param("100")
    public int vehicles;

    @Param("LINES")
    public Solver solver;

    private Instance instance;
    private Peer prepared;

    @Setup
    public void model() {
        instance = family.of(prosumers, vehicles, SEED);
        prepared = solver.prepare(instance);
    }

    @Benchmark
    public Peer solve() {
        prepared.solve();
        return prepared;
    }

    /** Against the proven answer, which is found after the measurement, lest it warm anything. */
    @TearDown
    public void refuseWrongAnswer() {
        var proven = Solver.LINES.prepare(instance);
        proven.solve();
        if (prepared.value() != proven.value()) {
            throw new IllegalStateException(
                    solver + " moves " + prepared.value() + " mJ and " + proven.value() + " mJ is proven");
        }
    }
}
