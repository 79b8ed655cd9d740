package ems.market.matching.solver;

/**
 * Moves units from where they are left over to where they are missed, only on ways that lose nothing beyond what the prices tell:
 * a search in depth that gives up each node at most once and goes on from where its way became full.
 */
final class AdmissiblePaths {

    private static final byte UNSEEN = 0;
    private static final byte OPEN = 1;
    private static final byte ON_THE_WAY = 2;
    private static final byte GIVEN_UP = 3;

    private final TwoLines lines;
    private final Arcs arcs;
    private final byte[] state;
    private final int[] nextArc;
    private final int[] seen;
    private int seenCount;
    /** The way from the source on: nodes, and the arc taken from each. */
    private final int[] way;

    private final int[] taken;

    AdmissiblePaths(TwoLines lines, Arcs arcs) {
        this.lines = lines;
        this.arcs = arcs;
        this.state = new byte[lines.nodes];
        this.nextArc = new int[lines.nodes];
        this.seen = new int[lines.nodes];
        this.way = new int[lines.nodes];
        this.taken = new int[lines.nodes];
    }

    /**
     * @param sources the nodes with units left over are its first {@code count}; afterwards those that still have some
     * @return how many still have some
     */
    int from(int[] sources, int count) {
        int left = 0;
        for (int k = 0; k < count; k++) {
            push(sources[k]);
            if (lines.excess[sources[k]] > 0) {
                sources[left++] = sources[k];
            }
        }
        for (int k = 0; k < seenCount; k++) {
            state[seen[k]] = UNSEEN;
            nextArc[seen[k]] = 0;
        }
        seenCount = 0;
        return left;
    }

    private void push(int source) {
        if (state[source] == GIVEN_UP) {
            return;
        }
        way[0] = source;
        enter(source);
        int length = 0;
        while (length >= 0 && lines.excess[source] > 0) {
            int node = way[length];
            if (lines.excess[node] < 0) {
                length = move(length);
            } else if (goOn(node, length)) {
                length++;
            } else {
                state[node] = GIVEN_UP;
                length--;
            }
        }
        for (int k = 0; k <= length; k++) {
            state[way[k]] = OPEN;
        }
    }

    private void enter(int node) {
        if (state[node] == UNSEEN) {
            seen[seenCount++] = node;
        }
        state[node] = ON_THE_WAY;
    }

    private boolean goOn(int node, int length) {
        int count = arcs.count(node);
        for (int k = nextArc[node]; k < count; k++) {
            int arc = arcs.arc(node, k);
            int target = arcs.target(node, arc);
            if (target != node
                    && state[target] <= OPEN
                    && arcs.isOpen(arc)
                    && arcs.reducedCost(node, arc, target) == 0) {
                nextArc[node] = k;
                taken[length] = arc;
                way[length + 1] = target;
                enter(target);
                return true;
            }
        }
        nextArc[node] = count;
        return false;
    }

    /** Moves what fits along the whole way. @return where to go on: the last node before the way is full */
    private int move(int length) {
        int units = Math.min(lines.excess[way[0]], -lines.excess[way[length]]);
        for (int k = 0; k < length; k++) {
            units = Math.min(units, arcs.capacity(way[k], taken[k], way[k + 1]));
        }
        int full = length;
        for (int k = length - 1; k >= 0; k--) {
            if (arcs.capacity(way[k], taken[k], way[k + 1]) == units) {
                full = k;
            }
            arcs.move(way[k], taken[k], way[k + 1], units);
        }
        lines.excess[way[0]] -= units;
        lines.excess[way[length]] += units;
        for (int k = full + 1; k <= length; k++) {
            state[way[k]] = OPEN;
        }
        return full;
    }
}
