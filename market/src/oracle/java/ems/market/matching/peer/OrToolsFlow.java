package ems.market.matching.peer;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;

import ems.market.matching.solver.Instance;

/** OR-Tools' cheapest flow by cost scaling, from a source through prosumers and EVs to a sink, with an arc for each pair. */
public final class OrToolsFlow implements Peer {

    static {
        Loader.loadNativeLibraries();
    }

    private final MinCostFlow flow = new MinCostFlow();

    public OrToolsFlow(Instance instance) {
        int prosumers = instance.prosumers();
        int vehicles = instance.vehicles();
        for (int i = 0; i < prosumers; i++) {
            for (int j = 0; j < vehicles; j++) {
                flow.addArcWithCapacityAndUnitCost(i, prosumers + j, 1, -instance.moved(i, j));
            }
        }
        int source = prosumers + vehicles;
        int sink = source + 1;
        for (int i = 0; i < prosumers; i++) {
            flow.addArcWithCapacityAndUnitCost(source, i, 1, 0);
        }
        for (int j = 0; j < vehicles; j++) {
            flow.addArcWithCapacityAndUnitCost(prosumers + j, sink, 1, 0);
        }
        int pairs = Math.min(prosumers, vehicles);
        flow.setNodeSupply(source, pairs);
        flow.setNodeSupply(sink, -pairs);
    }

    @Override
    public void solve() {
        var status = flow.solve();
        if (status != MinCostFlow.Status.OPTIMAL) {
            throw new IllegalStateException("the flow ended with " + status);
        }
    }

    @Override
    public long value() {
        return -flow.getOptimalCost();
    }
}
