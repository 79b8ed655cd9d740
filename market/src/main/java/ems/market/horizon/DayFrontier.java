package ems.market.horizon;

import java.util.Arrays;

import ems.market.quantity.HorizonPrice;

/**
 * What a day's bids come to, minute by minute, under each of eleven prices: the energy stored and the energy released by the best
 * one-to-one choice. It is all that {@link BackwardInduction} asks of a day, in a quarter of a megabyte at most, whatever the size
 * of the grid.
 */
public final class DayFrontier {

    /** Per mille, ascending. */
    private static final int[] PRICES = {-980, -800, -600, -400, -200, 0, 200, 400, 600, 800, 980};

    /** Where the choices of a minute start; the next minute's start ends them. */
    private final int[] starts;

    private final long[] stored;
    private final long[] released;

    private DayFrontier(int[] starts, long[] stored, long[] released) {
        this.starts = starts;
        this.stored = stored;
        this.released = released;
    }

    public static DayFrontier of(PastDay day) {
        int[] starts = new int[PastDay.MINUTES + 1];
        long[] stored = new long[PastDay.MINUTES * PRICES.length];
        long[] released = new long[stored.length];
        int end = 0;
        for (int minute = 0; minute < PastDay.MINUTES; minute++) {
            starts[minute] = end;
            end = addChoices(day.minutes().get(minute), stored, released, end);
        }
        starts[PastDay.MINUTES] = end;
        return new DayFrontier(starts, Arrays.copyOf(stored, end), Arrays.copyOf(released, end));
    }

    /** Neighbouring prices often choose the same homes: such a choice counts once. */
    private static int addChoices(PastMinute minute, long[] stored, long[] released, int start) {
        if (minute.isSilent()) {
            return start;
        }
        int end = start;
        PastMinute.Choice last = null;
        for (int price : PRICES) {
            var choice = minute.choice(new HorizonPrice(price));
            if (!choice.equals(last)) {
                stored[end] = minute.stored(choice, Long.MAX_VALUE);
                released[end] = minute.released(choice, Long.MAX_VALUE);
                end++;
                last = choice;
            }
        }
        return end;
    }

    /** Whether anything is recorded of the minute. */
    boolean knows(int minute) {
        return starts[minute] < starts[minute + 1];
    }

    /** Number of the first choice of a minute; that of the next minute, up to 1,440, is behind its last. */
    int firstChoice(int minute) {
        return starts[minute];
    }

    /** mJ. */
    long stored(int choice) {
        return stored[choice];
    }

    /** mJ. */
    long released(int choice) {
        return released[choice];
    }
}
