package ems.market.matching.solver;

/**
 * The ways on which a unit can still move from a node: with an EV that changes sides, or along a line. Taking back a unit that
 * moved the other way is a move, too.
 *
 * <p>An arc is a number: {@code 2 * type} sends an EV of the type to the consumers, {@code 2 * type + 1} to the producers; three
 * negative numbers stand for the moves along a line. Each node's arcs are counted from 0, EVs first: theirs are the short ways.
 */
final class Arcs {

    private static final int INWARDS = -1;
    private static final int OUTWARDS = -2;
    private static final int OUTWARDS_TO_CONSUMERS = -3;
    private static final int LINE_ARCS = 3;

    private final TwoLines lines;
    /** The types that stand at a producers' place begin here and end where those of the next place begin. */
    private final int[] startByRoom;

    private final int[] startByAvailable;
    private final int[] byAvailable;

    Arcs(TwoLines lines) {
        this.lines = lines;
        this.startByRoom = starts(lines.types.room, lines.types.count, lines.producers.last());
        this.startByAvailable = starts(lines.types.available, lines.types.count, lines.consumers.last());
        this.byAvailable = new int[lines.types.count];
        int[] next = startByAvailable.clone();
        for (int type = 0; type < lines.types.count; type++) {
            byAvailable[next[lines.types.available[type]]++] = type;
        }
    }

    private static int[] starts(int[] places, int count, int lastPlace) {
        int[] start = new int[lastPlace + 2];
        for (int k = 0; k < count; k++) {
            start[places[k] + 1]++;
        }
        for (int place = 0; place <= lastPlace; place++) {
            start[place + 1] += start[place];
        }
        return start;
    }

    int count(int node) {
        return toConsumers(node) + toProducers(node) + LINE_ARCS;
    }

    int arc(int node, int k) {
        int toConsumers = toConsumers(node);
        if (k < toConsumers) {
            return 2 * (startByRoom[node] + k);
        }
        int toProducers = toProducers(node);
        if (k < toConsumers + toProducers) {
            return 2 * byAvailable[startByAvailable[consumersPlace(node)] + k - toConsumers] + 1;
        }
        return INWARDS - (k - toConsumers - toProducers);
    }

    private int toConsumers(int node) {
        return node <= lines.lastProducer ? startByRoom[node + 1] - startByRoom[node] : 0;
    }

    private int toProducers(int node) {
        if (node != TwoLines.HUB && node <= lines.lastProducer) {
            return 0;
        }
        int place = consumersPlace(node);
        return startByAvailable[place + 1] - startByAvailable[place];
    }

    private int consumersPlace(int node) {
        return node == TwoLines.HUB ? 0 : node - lines.lastProducer;
    }

    /** Where the arc leads; back to the node itself if there is no such way. */
    int target(int node, int arc) {
        if (arc >= 0) {
            return (arc & 1) == 0 ? lines.availableNode(arc >> 1) : lines.roomNode(arc >> 1);
        }
        return switch (arc) {
            case INWARDS -> node == TwoLines.HUB ? node : lines.inwards(node);
            case OUTWARDS -> lines.isEnd(node) ? node : node + 1;
            default -> node == TwoLines.HUB && lines.nodes > lines.lastProducer + 1 ? lines.lastProducer + 1 : node;
        };
    }

    /** The arc that leads back from the arc's target. */
    int opposite(int node, int arc) {
        if (arc >= 0) {
            return arc ^ 1;
        }
        if (arc != INWARDS) {
            return INWARDS;
        }
        return node == lines.lastProducer + 1 ? OUTWARDS_TO_CONSUMERS : OUTWARDS;
    }

    /** Whether a unit can move at all; along a line it always can. */
    boolean isOpen(int arc) {
        return arc < 0
                || ((arc & 1) == 0
                        ? lines.toConsumers[arc >> 1] < lines.types.size[arc >> 1]
                        : lines.toConsumers[arc >> 1] > 0);
    }

    /**
     * Energy lost if one more unit moves, beyond what the prices tell already, at least 0 mJ. Inwards is for nothing, and taking
     * back a unit that moved outwards gains its distance; outwards costs the distance, and taking back one costs nothing.
     */
    long reducedCost(int node, int arc, int target) {
        long cost = 0;
        if (arc == INWARDS) {
            cost = lines.outwards[node] > 0 ? -lines.gap[node] : 0;
        } else if (arc < INWARDS) {
            cost = lines.outwards[target] < 0 ? 0 : lines.gap[target];
        }
        return cost + lines.price[node] - lines.price[target];
    }

    /** How many units can move at that cost. */
    int capacity(int node, int arc, int target) {
        if (arc >= 0) {
            int consumers = lines.toConsumers[arc >> 1];
            return (arc & 1) == 0 ? lines.types.size[arc >> 1] - consumers : consumers;
        }
        int takenBack = arc == INWARDS ? lines.outwards[node] : -lines.outwards[target];
        return takenBack > 0 ? takenBack : Integer.MAX_VALUE;
    }

    void move(int node, int arc, int target, int units) {
        if (arc >= 0) {
            lines.toConsumers[arc >> 1] += (arc & 1) == 0 ? units : -units;
        } else if (arc == INWARDS) {
            lines.outwards[node] -= units;
        } else {
            lines.outwards[target] += units;
        }
    }
}
