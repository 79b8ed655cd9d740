package ems.market.horizon;

import java.util.List;

import ems.market.quantity.Energy;

/**
 * What the energy in a fleet is worth by time of day and fill, from the end of a day backwards: what can still be moved from here on
 * if every minute chooses for the best. The fleet counts as one battery, the past days as equally likely to come.
 *
 * <p>With V the energy that is moved from minute t on, g the energy held and C the capacity,
 *
 * <pre>
 * V_t(g) = mean over days of max over choices of ( s + r + V_t+1(g + s - r) ),  s = min(stored, C - g),  r = min(released, g)
 * </pre>
 *
 * and the price is the slope of V: what one more unit in store adds. It lies in [-1, 1]. V is held at 51 levels, and is straight
 * between them: with the table's eleven alone, each minute's small step would blur it more than the table does. A day that does not know a minute has no say in it; where no day does, nothing is moved.
 *
 * <p>The same days give the same table on every machine, to the last digit: it computes with whole numbers only, which no compiler,
 * processor or order of threads rounds in its own way. Where two neighbouring levels lie 2^30 mJ or more apart, the unit
 * is not the mJ but the smallest 2^k mJ in which they lie closer; what is below a unit is dropped, less than 2e-9 of that distance.
 *
 * <p>Source: R. Bellman, Dynamic Programming, 1957; finite-horizon Markov decision process whose state is the pooled battery.
 */
public final class BackwardInduction {

    /** After as many days, a day's table does not depend any more on what was left at their end. */
    public static final int CYCLE = 4;

    /** For a day after which nothing counts. */
    public static final int ONE_DAY = 1;

    private static final int LEVEL_BITS = 30;
    private static final int LEVELS_PER_FILL = 5;
    private static final int LAST = LEVELS_PER_FILL * (HorizonTable.FILLS - 1);

    private final List<DayFrontier> days;
    private final int unitBits;
    /** Between two levels, in units. */
    private final long step;

    private BackwardInduction(List<DayFrontier> days, Energy capacity) {
        long step = Math.max(1, capacity.millijoules() / LAST);
        this.days = days;
        this.unitBits = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(step) - LEVEL_BITS);
        this.step = step >> unitBits;
    }

    /**
     * The table of a fleet of this capacity.
     *
     * @param days at least one
     * @param capacity above 0 mJ
     * @param passes how often a day is repeated: {@link #CYCLE} or {@link #ONE_DAY}
     * @throws IllegalArgumentException if there is no day, no capacity or no pass
     */
    public static HorizonTable table(List<DayFrontier> days, Energy capacity, int passes) {
        if (days.isEmpty() || capacity.isZero() || passes < 1) {
            throw new IllegalArgumentException("a table needs days, a capacity and a pass over the day, and not "
                    + days.size() + " days, " + capacity.millijoules() + " mJ and " + passes + " passes");
        }
        var induction = new BackwardInduction(List.copyOf(days), capacity);
        long[] value = new long[LAST + 1];
        for (int pass = 1; pass < passes; pass++) {
            for (int minute = PastDay.MINUTES - 1; minute >= 0; minute--) {
                value = induction.before(minute, value);
            }
        }
        return induction.lastPass(value);
    }

    private HorizonTable lastPass(long[] after) {
        long[][] slopes = new long[HorizonTable.SPANS][LAST + 1];
        long[] value = after;
        for (int minute = PastDay.MINUTES - 1; minute >= 0; minute--) {
            value = before(minute, value);
            addTwiceTheSlopes(value, slopes[minute / HorizonTable.SPAN_MINUTES]);
        }
        int[][] prices = new int[HorizonTable.SPANS][HorizonTable.FILLS];
        for (int span = 0; span < HorizonTable.SPANS; span++) {
            for (int fill = 0; fill < HorizonTable.FILLS; fill++) {
                prices[span][fill] = HorizonTable.perMille(
                        slopes[span][LEVELS_PER_FILL * fill], 2 * step * HorizonTable.SPAN_MINUTES);
            }
        }
        return HorizonTable.of(prices);
    }

    /** Between the two neighbours of a level, and from the only one at either end; times two steps. */
    private static void addTwiceTheSlopes(long[] value, long[] sums) {
        sums[0] += 2 * (value[1] - value[0]);
        for (int level = 1; level < LAST; level++) {
            sums[level] += value[level + 1] - value[level - 1];
        }
        sums[LAST] += 2 * (value[LAST] - value[LAST - 1]);
    }

    /** As only differences of values count, that of an empty fleet is set to 0: no value exceeds the capacity. */
    private long[] before(int minute, long[] after) {
        long[] value = new long[LAST + 1];
        int known = 0;
        for (DayFrontier day : days) {
            if (day.knows(minute)) {
                known++;
                for (int level = 0; level <= LAST; level++) {
                    value[level] += best(day, minute, level * step, after);
                }
            }
        }
        if (known == 0) {
            return after;
        }
        for (int level = LAST; level >= 0; level--) {
            value[level] = Math.floorDiv(value[level] - value[0], known);
        }
        return value;
    }

    private long best(DayFrontier day, int minute, long held, long[] after) {
        long best = Long.MIN_VALUE;
        int end = day.firstChoice(minute + 1);
        for (int choice = day.firstChoice(minute); choice < end; choice++) {
            long stored = Math.min(day.stored(choice) >> unitBits, LAST * step - held);
            long released = Math.min(day.released(choice) >> unitBits, held);
            best = Math.max(best, stored + released + valueOf(held + stored - released, after));
        }
        return best;
    }

    private long valueOf(long held, long[] value) {
        int below = (int) Math.min(held / step, LAST - 1);
        long beyond = held - below * step;
        return value[below] + Math.floorDiv((value[below + 1] - value[below]) * beyond, step);
    }
}
