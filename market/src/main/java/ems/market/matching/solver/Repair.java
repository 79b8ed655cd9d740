package ems.market.matching.solver;

import java.util.Arrays;

/**
 * Takes the units that are left over to places that miss one, where least energy is lost on the way: by turns, prices move
 * until some way loses nothing more than they tell, and units move on such ways.
 *
 * <p>The search for ways ends at the first place that misses a unit, and only prices of nodes nearer than that move, so a
 * search costs what it looked at and no more. That pays because the {@link Staircase} leaves few units, each near its place.
 *
 * <p>Source: the primal-dual method for minimum-cost flow, Ahuja, Magnanti and Orlin, <i>Network Flows</i>, section 9.8; there
 * also why reduced costs stay at least 0 and why a balanced flow is then cheapest.
 */
final class Repair {

    private final TwoLines lines;
    private final Arcs arcs;
    private final Frontier frontier = new Frontier();
    private final long[] distance;
    private final int[] reached;
    private int reachedCount;

    private Repair(TwoLines lines, Arcs arcs) {
        this.lines = lines;
        this.arcs = arcs;
        this.distance = new long[lines.nodes];
        Arrays.fill(distance, Long.MAX_VALUE);
        this.reached = new int[lines.nodes];
    }

    /** @throws SolverInterrupted if the thread is interrupted */
    static void of(TwoLines lines, Arcs arcs) {
        var repair = new Repair(lines, arcs);
        var pushing = new AdmissiblePaths(lines, arcs);
        int[] sources = sources(lines);
        for (int left = sources.length; left > 0; left = pushing.from(sources, left)) {
            SolverInterrupted.refuseIfInterrupted();
            repair.movePrices(sources, left);
        }
    }

    private static int[] sources(TwoLines lines) {
        int[] sources = new int[lines.nodes];
        int count = 0;
        for (int node = 0; node < lines.nodes; node++) {
            if (lines.excess[node] > 0) {
                sources[count++] = node;
            }
        }
        return Arrays.copyOf(sources, count);
    }

    /** Nodes nearer to a unit left over than the nearest that misses one become cheaper by the difference. */
    private void movePrices(int[] sources, int count) {
        long nearest = distanceToTheNearestThatMissesOne(sources, count);
        for (int k = 0; k < reachedCount; k++) {
            int node = reached[k];
            if (distance[node] < nearest) {
                lines.price[node] += distance[node] - nearest;
            }
            distance[node] = Long.MAX_VALUE;
        }
        reachedCount = 0;
    }

    /** Dijkstra's search from all units left over at once. From any node a unit can reach the hub, and from there all others. */
    private long distanceToTheNearestThatMissesOne(int[] sources, int count) {
        frontier.clear();
        for (int k = 0; k < count; k++) {
            reach(sources[k], 0);
        }
        while (!frontier.isEmpty()) {
            int node = frontier.takeNearest();
            long here = frontier.distance();
            if (here == distance[node]) {
                if (lines.excess[node] < 0) {
                    return here;
                }
                lookAround(node, here);
            }
        }
        throw new IllegalStateException("units are left over on " + lines.nodes + " nodes and nobody misses one");
    }

    private void lookAround(int node, long here) {
        for (int k = arcs.count(node) - 1; k >= 0; k--) {
            int arc = arcs.arc(node, k);
            int target = arcs.target(node, arc);
            if (target != node && arcs.isOpen(arc)) {
                reach(target, here + arcs.reducedCost(node, arc, target));
            }
        }
    }

    private void reach(int node, long at) {
        if (at >= distance[node]) {
            return;
        }
        if (distance[node] == Long.MAX_VALUE) {
            reached[reachedCount++] = node;
        }
        distance[node] = at;
        frontier.add(at, node);
    }
}
