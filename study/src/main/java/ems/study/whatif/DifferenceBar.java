package ems.study.whatif;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

import ems.market.quantity.Money;

/**
 * How many members' differences lie between two amounts.
 *
 * @param from included
 * @param below not included
 */
public record DifferenceBar(Money from, Money below, long members) {

    private static final int MOST = 12;
    private static final long[] STEPS = {1, 2, 5};

    /** At most a dozen bars of one width, which is 1, 2 or 5 times a power of ten; zero is a border. */
    public static List<DifferenceBar> of(Collection<Money> differences) {
        if (differences.isEmpty()) {
            return List.of();
        }
        long least = differences.stream().mapToLong(Money::micropence).min().orElseThrow();
        long most = differences.stream().mapToLong(Money::micropence).max().orElseThrow();
        long width = width(least, most);
        TreeMap<Long, Long> counts = new TreeMap<>();
        differences.forEach(each -> counts.merge(Math.floorDiv(each.micropence(), width), 1L, Long::sum));
        List<DifferenceBar> bars = new ArrayList<>();
        for (long at = counts.firstKey(); at <= counts.lastKey(); at++) {
            bars.add(
                    new DifferenceBar(new Money(at * width), new Money((at + 1) * width), counts.getOrDefault(at, 0L)));
        }
        return bars;
    }

    private static long width(long least, long most) {
        for (long power = 1; ; power *= 10) {
            for (long step : STEPS) {
                long width = power * step;
                if (Math.floorDiv(most, width) - Math.floorDiv(least, width) < MOST) {
                    return width;
                }
            }
        }
    }
}
