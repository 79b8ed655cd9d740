package ems.market.matching.peer;

import java.util.LinkedHashSet;
import java.util.Set;

import org.jgrapht.alg.interfaces.MatchingAlgorithm.Matching;
import org.jgrapht.alg.matching.KuhnMunkresMinimalWeightBipartitePerfectMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

import ems.market.matching.solver.Instance;

/** JGraphT's Kuhn-Munkres, on double: exact for sums below 2^53 mJ. It wants a square table and pairs everybody, too. */
public final class JGraphTKuhnMunkres implements Peer {

    private final SimpleWeightedGraph<Integer, DefaultWeightedEdge> graph =
            new SimpleWeightedGraph<>(DefaultWeightedEdge.class);

    private final Set<Integer> rows = new LinkedHashSet<>();
    private final Set<Integer> columns = new LinkedHashSet<>();
    private Matching<Integer, DefaultWeightedEdge> matching;

    public JGraphTKuhnMunkres(Instance instance) {
        int size = Math.max(instance.prosumers(), instance.vehicles());
        for (int k = 0; k < size; k++) {
            rows.add(k);
            columns.add(size + k);
            graph.addVertex(k);
            graph.addVertex(size + k);
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                boolean real = i < instance.prosumers() && j < instance.vehicles();
                graph.setEdgeWeight(graph.addEdge(i, size + j), real ? -instance.moved(i, j) : 0);
            }
        }
    }

    @Override
    public void solve() {
        matching = new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(graph, rows, columns).getMatching();
    }

    @Override
    public long value() {
        return -Math.round(matching.getWeight());
    }
}
