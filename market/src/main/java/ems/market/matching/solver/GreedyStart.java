package ems.market.matching.solver;

import java.util.Arrays;

/**
 * A first flow under given prices: each EV serves the dearer side; those whose two prices are equal cover what producers
 * still miss, an EV with little available energy before one with much, since consumers can use the latter better; and then
 * units move along each line wherever its prices let them. What is left as imbalance is for {@link Repair}.
 *
 * <p>Under prices of zero every EV is undecided and the start is F. Glover's greedy (1967) for points that take one of the
 * intervals containing them. It leaves no imbalance if every prosumer can be served whole, which is the usual minute.
 */
final class GreedyStart {

    private final TwoLines lines;
    private final boolean[] undecided;

    private GreedyStart(TwoLines lines) {
        this.lines = lines;
        this.undecided = new boolean[lines.types.count];
    }

    static void under(TwoLines lines) {
        var start = new GreedyStart(lines);
        lines.clear();
        start.sendToTheDearerSide();
        start.balanceTheHub();
        start.coverProducersWithUndecided();
        start.moveAlongTheLines();
    }

    private void sendToTheDearerSide() {
        for (int type = 0; type < lines.types.count; type++) {
            int room = lines.roomNode(type);
            int available = lines.availableNode(type);
            if (room == TwoLines.HUB || lines.price[available] > lines.price[room] && available != TwoLines.HUB) {
                serveConsumers(type, lines.types.size[type]);
            } else if (available == TwoLines.HUB || lines.price[room] > lines.price[available]) {
                lines.excess[room] += lines.types.size[type];
            } else {
                undecided[type] = true;
            }
        }
    }

    private void serveConsumers(int type, int vehicles) {
        lines.toConsumers[type] += vehicles;
        lines.excess[lines.availableNode(type)] += vehicles;
    }

    /** A unit for each prosumer that may stay unserved, less those of the EVs: all excess sums to zero. */
    private void balanceTheHub() {
        long vehicles = Arrays.stream(lines.types.size).asLongStream().sum();
        long wishes = Arrays.stream(lines.producers.wishes).asLongStream().sum()
                + Arrays.stream(lines.consumers.wishes).asLongStream().sum();
        lines.excess[TwoLines.HUB] += Math.toIntExact(wishes - vehicles);
    }

    /**
     * From the far end of the producers' line inwards: whoever misses an EV takes the undecided one that has least available,
     * of those whose unit comes to it for nothing. The rest serves consumers.
     */
    private void coverProducersWithUndecided() {
        int[] left = new int[lines.types.count];
        var leastAvailable = new NearestFirst();
        int type = lines.types.count - 1;
        int units = 0;
        for (int node = lines.lastProducer; node > TwoLines.HUB; node--) {
            for (; type >= 0 && lines.roomNode(type) == node; type--) {
                if (undecided[type]) {
                    left[type] = lines.types.size[type];
                    leastAvailable.add(lines.types.available[type], type);
                }
            }
            units += lines.excess[node];
            while (units < 0 && !leastAvailable.isEmpty()) {
                int taken = leastAvailable.first();
                int vehicles = Math.min(-units, left[taken]);
                left[taken] -= vehicles;
                units += vehicles;
                lines.excess[lines.roomNode(taken)] += vehicles;
                if (left[taken] == 0) {
                    leastAvailable.removeFirst();
                }
            }
            if (!moves(node, units)) {
                units = 0;
            }
            if (!moves(node, 1)) {
                leastAvailable.clear();
            }
        }
        for (int each = 0; each < lines.types.count; each++) {
            if (left[each] > 0) {
                serveConsumers(each, left[each]);
            }
        }
    }

    private void moveAlongTheLines() {
        for (int node = lines.nodes - 1; node > 0; node--) {
            int units = lines.excess[node];
            if (moves(node, units)) {
                lines.outwards[node] -= units;
                lines.excess[lines.inwards(node)] += units;
                lines.excess[node] = 0;
            }
        }
    }

    /** Spare units go inwards where the price is level, missing ones come from inside where it rises with the distance. */
    private boolean moves(int node, int units) {
        long rise = lines.price[node] - lines.price[lines.inwards(node)];
        return units > 0 && rise == 0 || units < 0 && rise == lines.gap[node];
    }
}
