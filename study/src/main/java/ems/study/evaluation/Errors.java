package ems.study.evaluation;

import java.util.BitSet;

/**
 * Differences between forecast and truth over some minutes.
 *
 * @param absolute sum of |forecast - truth|, W
 * @param squared sum of (forecast - truth)², W²
 */
record Errors(long minutes, double absolute, double squared) {

    static final Errors NONE = new Errors(0, 0, 0);

    /** Over those of the minutes that lie in {@code [from, to)}. */
    static Errors of(NetPowers forecast, NetPowers truth, BitSet minutes, int from, int to) {
        double absolute = 0;
        double squared = 0;
        long count = 0;
        for (int minute = minutes.nextSetBit(from);
                minute >= 0 && minute < to;
                minute = minutes.nextSetBit(minute + 1)) {
            double difference = forecast.watts(minute) - truth.watts(minute);
            absolute += Math.abs(difference);
            squared += difference * difference;
            count++;
        }
        return new Errors(count, absolute, squared);
    }

    Errors plus(Errors other) {
        return new Errors(minutes + other.minutes, absolute + other.absolute, squared + other.squared);
    }
}
