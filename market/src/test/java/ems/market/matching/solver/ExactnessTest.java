package ems.market.matching.solver;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The two solvers share no idea: they must agree, and the prices of each must prove both. Always the same problems. */
class ExactnessTest {

    private static final long GREATEST = 1_000_000_000_000_000L;

    @Test
    void smallProblemsAreSolvedAsBruteForceDoes() {
        for (long seed = 0; seed < 20_000; seed++) {
            var instance = RandomInstances.of(seed, 5, GREATEST);
            assertThat(solved(instance)).as(instance::toString).isEqualTo(best(instance, 0, 0));
        }
    }

    @Test
    void bothSolversAgreeOnSmallProblems() {
        for (long seed = 0; seed < 100_000; seed++) {
            solved(RandomInstances.of(~seed, 14, GREATEST));
        }
    }

    @Test
    void bothSolversAgreeOnMiddlingProblems() {
        for (long seed = 0; seed < 5_000; seed++) {
            solved(RandomInstances.of(seed, 60, GREATEST));
        }
    }

    @Test
    void bothSolversAgreeOnLargerProblemsOfEachFamily() {
        for (Family family : Family.values()) {
            for (long seed = 0; seed < 45; seed++) {
                var random = new SplittableRandom(seed);
                solved(family.of(200 + random.nextInt(201), 200 + random.nextInt(201), seed));
            }
        }
    }

    /** @return energy in mJ that is moved, by both and by no other pairs more */
    private static long solved(Instance instance) {
        var byLines = LineSolver.solve(instance.amounts());
        var byTable = DenseSolver.solve(instance.table());
        long value = instance.value(byLines);
        assertThat(new long[] {
                    instance.value(byTable),
                    instance.bound(byLines.vehiclePrices()),
                    instance.bound(byTable.vehiclePrices())
                })
                .as(() -> "the table's value, the lines' bound and the table's bound for " + instance)
                .containsOnly(value);
        return value;
    }

    /** Every way to give each prosumer from this one on a free EV or none. */
    private static long best(Instance instance, int prosumer, int taken) {
        if (prosumer == instance.prosumers()) {
            return 0;
        }
        long best = best(instance, prosumer + 1, taken);
        for (int vehicle = 0; vehicle < instance.vehicles(); vehicle++) {
            if ((taken >> vehicle & 1) == 0) {
                long moved = instance.moved(prosumer, vehicle);
                best = Math.max(best, moved + best(instance, prosumer + 1, taken | 1 << vehicle));
            }
        }
        return best;
    }
}
