package ems.market.matching.solver;

import java.util.Arrays;

/**
 * The nodes that a search from near to far has seen and not yet looked at. Distances put in are never below that of the node
 * taken out last; those that are equal to it wait on a stack and not in the heap, as many do where prices tell all.
 */
final class Frontier {

    private final NearestFirst farther = new NearestFirst();
    private int[] here = new int[64];
    private int hereCount;
    private long distance;

    void clear() {
        farther.clear();
        hereCount = 0;
        distance = 0;
    }

    boolean isEmpty() {
        return hereCount == 0 && farther.isEmpty();
    }

    void add(long at, int node) {
        if (at > distance) {
            farther.add(at, node);
            return;
        }
        if (hereCount == here.length) {
            here = Arrays.copyOf(here, 2 * hereCount);
        }
        here[hereCount++] = node;
    }

    int takeNearest() {
        if (hereCount > 0) {
            return here[--hereCount];
        }
        distance = farther.firstDistance();
        int node = farther.first();
        farther.removeFirst();
        return node;
    }

    /** Distance of the node taken out last. */
    long distance() {
        return distance;
    }
}
