package ems.market.benchmark;

import java.util.function.Function;
import java.util.function.Supplier;

import ems.market.matching.peer.JGraphTKuhnMunkres;
import ems.market.matching.peer.OrToolsAssignment;
import ems.market.matching.peer.OrToolsFlow;
import ems.market.matching.peer.Peer;
import ems.market.matching.solver.Assigned;
import ems.market.matching.solver.DenseSolver;
import ems.market.matching.solver.Instance;
import ems.market.matching.solver.LineSolver;

/** The solvers that run in Java. */
public enum Solver {
    LINES("LineSolver", Work.PARTIES, 8, Ours::lines),
    DENSE("DenseSolver", Work.PATHS, 4, Ours::dense),
    OR_TOOLS_ASSIGNMENT("OR-Tools LSA", Work.PAIRS_OF_A_SQUARE, 1, OrToolsAssignment::new),
    OR_TOOLS_FLOW("OR-Tools MCF", Work.PAIRS, 1, OrToolsFlow::new),
    JGRAPHT("JGraphT", Work.PATHS_OF_A_SQUARE, 4, JGraphTKuhnMunkres::new);

    private final String text;
    private final Work work;
    private final int warmups;
    private final Function<Instance, Peer> prepare;

    Solver(String text, Work work, int warmups, Function<Instance, Peer> prepare) {
        this.text = text;
        this.work = work;
        this.warmups = warmups;
        this.prepare = prepare;
    }

    /** Builds the model: the table or the arcs, all but the solving. */
    Peer prepare(Instance instance) {
        return prepare.apply(instance);
    }

    Work work() {
        return work;
    }

    /** Half seconds until nothing is compiled any more, on a busy machine; of long solves half as many are enough. */
    int warmups() {
        return warmups;
    }

    @Override
    public String toString() {
        return text;
    }

    /** One of ours, which also proves its answer. */
    static final class Ours implements Peer {

        private final Instance instance;
        private final Supplier<Assigned> solver;
        private Assigned assigned;

        private Ours(Instance instance, Supplier<Assigned> solver) {
            this.instance = instance;
            this.solver = solver;
        }

        static Ours lines(Instance instance) {
            var amounts = instance.amounts();
            return new Ours(instance, () -> LineSolver.solve(amounts));
        }

        static Ours dense(Instance instance) {
            var table = instance.table();
            return new Ours(instance, () -> DenseSolver.solve(table));
        }

        @Override
        public void solve() {
            assigned = solver.get();
        }

        @Override
        public long value() {
            long value = instance.value(assigned);
            long bound = Bound.of(instance, assigned.vehiclePrices());
            if (value != bound) {
                throw new IllegalStateException(value + " mJ are moved and " + bound + " mJ are not excluded");
            }
            return value;
        }
    }
}
