package ems.market.matching.solver;

import java.util.Arrays;

/** A binary heap of numbers by distance, without objects. Of equals, whichever comes first: the same calls, the same order. */
final class NearestFirst {

    private long[] distances = new long[64];
    private int[] numbers = new int[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    long firstDistance() {
        return distances[0];
    }

    int first() {
        return numbers[0];
    }

    void add(long distance, int number) {
        if (size == distances.length) {
            distances = Arrays.copyOf(distances, 2 * size);
            numbers = Arrays.copyOf(numbers, 2 * size);
        }
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >> 1;
            if (distances[parent] <= distance) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        distances[hole] = distance;
        numbers[hole] = number;
    }

    void removeFirst() {
        size--;
        long distance = distances[size];
        int number = numbers[size];
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && distances[child + 1] < distances[child]) {
                child++;
            }
            if (distances[child] >= distance) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        distances[hole] = distance;
        numbers[hole] = number;
    }

    private void move(int from, int to) {
        distances[to] = distances[from];
        numbers[to] = numbers[from];
    }
}
