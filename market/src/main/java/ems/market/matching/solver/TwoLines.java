package ems.market.matching.solver;

import java.util.Arrays;

/**
 * The market as a flow on two lines that meet in a hub.
 *
 * <p>Producers stand on one line at the distance of their surplus, consumers on the other at the distance of their demand.
 * Each type of EV stands on both, at its room and at its available energy, and supplies as many units as it has EVs, to one
 * line or the other. Each prosumer takes a unit. A unit moves inwards for nothing (an EV with room to spare serves a smaller
 * wish whole) and outwards at the price of the distance (the part of the wish it cannot serve). Spare EVs end in the hub;
 * from there come the units of prosumers that nobody serves, at the cost of all they wish. So the cheapest flow loses the
 * least energy, and it has O(n + m) nodes and arcs where the table of pairs has n x m.
 *
 * <p>Prices: energy that one more unit at a node would save. They never fall on the way outwards and rise by at most the
 * distance; where units move inwards the price is level, where they move outwards it rises with the distance. An EV serves
 * the line on which its price is higher. A flow without imbalance that keeps to this is optimal.
 */
final class TwoLines {

    static final int HUB = 0;

    final Line producers;
    final Line consumers;
    final VehicleTypes types;
    final int nodes;
    /** Nodes 1 to this one are the producers' places, those behind it the consumers'. */
    final int lastProducer;
    /** Distance from a node to the next one inwards, mJ. */
    final long[] gap;

    /** Energy that one more unit at the node would save, mJ; the hub's is the level that all are measured from. */
    final long[] price;
    /** Units that have come to a node and are not taken, below 0: units missing. */
    final int[] excess;
    /** Units that move outwards over the gap, below 0: inwards. */
    final int[] outwards;
    /** How many EVs of each type serve consumers. */
    final int[] toConsumers;

    TwoLines(Line producers, Line consumers) {
        this.producers = producers;
        this.consumers = consumers;
        this.types = VehicleTypes.of(producers, consumers);
        this.lastProducer = producers.last();
        this.nodes = lastProducer + consumers.last() + 1;
        this.gap = new long[nodes];
        for (int place = 1; place <= lastProducer; place++) {
            gap[place] = producers.amount[place] - producers.amount[place - 1];
        }
        for (int place = 1; place <= consumers.last(); place++) {
            gap[lastProducer + place] = consumers.amount[place] - consumers.amount[place - 1];
        }
        this.price = new long[nodes];
        this.excess = new int[nodes];
        this.outwards = new int[nodes];
        this.toConsumers = new int[types.count];
    }

    /** The node on the producers' line where the type's EVs stand. */
    int roomNode(int type) {
        return types.room[type];
    }

    /** The node on the consumers' line where the type's EVs stand. */
    int availableNode(int type) {
        return consumerNode(types.available[type]);
    }

    int consumerNode(int place) {
        return place == 0 ? HUB : lastProducer + place;
    }

    int inwards(int node) {
        return node == lastProducer + 1 ? HUB : node - 1;
    }

    /** Whether the node is the farthest of its line. */
    boolean isEnd(int node) {
        return node == lastProducer || node == nodes - 1;
    }

    /** No EV has chosen a side, no unit has moved: each prosumer misses one. */
    void clear() {
        Arrays.fill(outwards, 0);
        Arrays.fill(toConsumers, 0);
        excess[HUB] = -producers.wishes[0] - consumers.wishes[0];
        for (int place = 1; place <= lastProducer; place++) {
            excess[place] = -producers.wishes[place];
        }
        for (int place = 1; place <= consumers.last(); place++) {
            excess[lastProducer + place] = -consumers.wishes[place];
        }
    }

    boolean isBalanced() {
        for (int units : excess) {
            if (units != 0) {
                return false;
            }
        }
        return true;
    }
}
