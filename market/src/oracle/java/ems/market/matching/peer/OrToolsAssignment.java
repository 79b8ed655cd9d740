package ems.market.matching.peer;

import com.google.ortools.Loader;
import com.google.ortools.graph.LinearSumAssignment;

import ems.market.matching.solver.Instance;

/**
 * OR-Tools' assignment by cost scaling. It wants a square table and pairs everybody: the shorter side is filled up with parties
 * that move nothing.
 */
public final class OrToolsAssignment implements Peer {

    static {
        Loader.loadNativeLibraries();
    }

    private final LinearSumAssignment assignment = new LinearSumAssignment();

    public OrToolsAssignment(Instance instance) {
        int size = Math.max(instance.prosumers(), instance.vehicles());
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                boolean real = i < instance.prosumers() && j < instance.vehicles();
                assignment.addArcWithCost(i, j, real ? -instance.moved(i, j) : 0);
            }
        }
    }

    @Override
    public void solve() {
        var status = assignment.solve();
        if (status != LinearSumAssignment.Status.OPTIMAL) {
            throw new IllegalStateException("the assignment ended with " + status);
        }
    }

    @Override
    public long value() {
        return -assignment.getOptimalCost();
    }
}
