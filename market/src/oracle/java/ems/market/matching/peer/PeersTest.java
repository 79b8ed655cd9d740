package ems.market.matching.peer;

import java.util.SplittableRandom;
import java.util.function.Function;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import ems.market.matching.solver.Family;
import ems.market.matching.solver.Instance;
import ems.market.matching.solver.LineSolver;
import ems.market.matching.solver.RandomInstances;

import static org.assertj.core.api.Assertions.assertThat;

/** Solvers that share neither an idea nor an author with ours find the same energy. Always the same problems. */
@Tag("slow")
class PeersTest {

    /** Sums and costs stay exact in 64 bits, even multiplied by the number of parties. */
    private static final long GREATEST = 1_000_000_000_000_000L;
    /** Sums stay exact in a double. */
    private static final long GREATEST_OF_DOUBLES = 1_000_000_000_000L;

    @Test
    void orToolsAssignsAsMuch() {
        agree(OrToolsAssignment::new, 6_000, 30, GREATEST);
    }

    @Test
    void orToolsLetsAsMuchFlow() {
        agree(OrToolsFlow::new, 6_000, 30, GREATEST);
    }

    @Test
    void jGraphTMatchesAsMuch() {
        agree(JGraphTKuhnMunkres::new, 2_000, 14, GREATEST_OF_DOUBLES);
    }

    private static void agree(Function<Instance, Peer> oracle, int problems, int mostParties, long greatest) {
        int solved = 0;
        for (long seed = 0; solved < problems; seed++) {
            var instance = RandomInstances.of(seed, mostParties, greatest);
            if (instance.prosumers() > 0 && instance.vehicles() > 0) {
                agree(oracle, instance);
                solved++;
            }
        }
        for (Family family : Family.values()) {
            for (long seed = 0; seed < 5; seed++) {
                var random = new SplittableRandom(seed);
                agree(oracle, family.of(50 + random.nextInt(51), 50 + random.nextInt(51), seed));
            }
        }
    }

    private static void agree(Function<Instance, Peer> oracle, Instance instance) {
        var peer = oracle.apply(instance);
        peer.solve();
        assertThat(instance.value(LineSolver.solve(instance.amounts())))
                .as(instance::toString)
                .isEqualTo(peer.value());
    }
}
