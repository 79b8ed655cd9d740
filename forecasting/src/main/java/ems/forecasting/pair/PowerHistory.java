package ems.forecasting.pair;

import java.util.Arrays;

import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;

/**
 * Mean consumption and production of the latest periods, in kW; older ones are forgotten.
 *
 * <p>Periods go by their number: minutes since 1970.
 */
final class PowerHistory {

    private static final double MILLIJOULES_PER_KILOWATT = 1_000_000.0 * MatchingPeriod.LENGTH.toSeconds();

    private final int capacity;
    private final float[][] kilowatts;
    /** What may be known: {@code [end - capacity, end)}. */
    private long end = Long.MIN_VALUE;
    /** First that is known, or the end. */
    private long oldest = Long.MIN_VALUE;

    /** @param capacity in periods, at least 4 */
    PowerHistory(int capacity) {
        this.capacity = capacity;
        this.kilowatts = new float[Channel.values().length][capacity];
        for (float[] channel : kilowatts) {
            Arrays.fill(channel, Float.NaN);
        }
    }

    static long number(MatchingPeriod period) {
        return period.start().getEpochSecond() / MatchingPeriod.LENGTH.toSeconds();
    }

    /** @throws IllegalArgumentException if it is over already: readings come in order */
    void add(MatchingPeriod period, MeteredEnergy energy) {
        long number = number(period);
        if (number < end) {
            throw new IllegalArgumentException("readings of " + period + " come after those of later periods");
        }
        moveTo(number);
        put(
                number,
                kilowatts(energy.consumption().millijoules()),
                kilowatts(energy.production().millijoules()));
        end = number + 1;
        findOldest();
    }

    /** All periods before this one are over: what is not known of them will not be. */
    void moveTo(long now) {
        for (long gap = Math.max(end, now - capacity); gap < now; gap++) {
            put(gap, Float.NaN, Float.NaN);
        }
        end = Math.max(end, now);
        findOldest();
    }

    private void findOldest() {
        oldest = Math.max(oldest, end - capacity);
        while (oldest < end && !has(oldest)) {
            oldest++;
        }
    }

    private static float kilowatts(long millijoules) {
        return (float) (millijoules / MILLIJOULES_PER_KILOWATT);
    }

    private void put(long number, float consumption, float production) {
        int slot = Math.floorMod(number, capacity);
        kilowatts[Channel.CONSUMPTION.ordinal()][slot] = consumption;
        kilowatts[Channel.PRODUCTION.ordinal()][slot] = production;
    }

    boolean has(long number) {
        return !Float.isNaN(at(Channel.CONSUMPTION, number));
    }

    /** Whether a period and so many before it are known. */
    boolean hasWindow(long number, int before) {
        for (long each = number - before; each <= number; each++) {
            if (!has(each)) {
                return false;
            }
        }
        return true;
    }

    /** Mean power in kW; NaN if it is not known. */
    float at(Channel channel, long number) {
        return number < end && number >= end - capacity
                ? kilowatts[channel.ordinal()][Math.floorMod(number, capacity)]
                : Float.NaN;
    }

    /** First period that is known; {@link #end} if none is. */
    long oldest() {
        return oldest;
    }

    /** First period that is not over. */
    long end() {
        return end;
    }
}
