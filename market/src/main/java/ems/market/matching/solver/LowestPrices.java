package ems.market.matching.solver;

import java.util.Arrays;

/**
 * Lowers the prices of an optimal flow as far as it stays optimal. Of all prices that prove it, these are the only ones that
 * tell exactly what one more EV of a type would add, whichever way the flow was found.
 *
 * <p>A price can fall by the shortest way, in reduced costs, from its node to the hub: Dijkstra's search from the hub, against
 * the arcs.
 */
final class LowestPrices {

    private final Arcs arcs;
    private final Frontier frontier = new Frontier();
    private final long[] distance;

    private LowestPrices(int nodes, Arcs arcs) {
        this.arcs = arcs;
        this.distance = new long[nodes];
        Arrays.fill(distance, Long.MAX_VALUE);
    }

    static void of(TwoLines lines, Arcs arcs) {
        var lowest = new LowestPrices(lines.nodes, arcs);
        lowest.search();
        for (int node = 0; node < lines.nodes; node++) {
            lines.price[node] -= lowest.distance[node];
        }
    }

    private void search() {
        reach(TwoLines.HUB, 0);
        while (!frontier.isEmpty()) {
            int node = frontier.takeNearest();
            if (distance[node] == frontier.distance()) {
                lookBack(node);
            }
        }
    }

    private void lookBack(int node) {
        for (int k = arcs.count(node) - 1; k >= 0; k--) {
            int arc = arcs.arc(node, k);
            int from = arcs.target(node, arc);
            int back = arcs.opposite(node, arc);
            if (from != node && arcs.isOpen(back)) {
                reach(from, frontier.distance() + arcs.reducedCost(from, back, node));
            }
        }
    }

    private void reach(int node, long at) {
        if (at < distance[node]) {
            distance[node] = at;
            frontier.add(at, node);
        }
    }
}
