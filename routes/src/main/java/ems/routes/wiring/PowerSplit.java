package ems.routes.wiring;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Production and consumption of a home, in mW, from what is known of three: {@code consumption = production + import}.
 *
 * @param production below 0 as far as an inverter draws at night
 */
record PowerSplit(long production, long consumption) {

    /** A value of one moment meets one of another moment: so much of the larger one may be missing. */
    private static final long APART_IN_PERCENT = 20;
    /** A meter's noise around nothing. */
    private static final long NOISE = 100_000;

    /** One of the three: whether a row of the table can tell it, and its mean where it is known. */
    record Side(boolean isWired, OptionalLong mean) {}

    /**
     * What no row tells is 0, unless it follows; what a row could tell and has not told is not known.
     *
     * @return empty if too little is known
     * @throws IllegalArgumentException if a sign or a unit must be wrong
     */
    static Optional<PowerSplit> of(Side production, Side consumption, Side imported) {
        boolean missing = production.isWired() && production.mean().isEmpty()
                || consumption.isWired() && consumption.mean().isEmpty()
                || imported.isWired() && imported.mean().isEmpty() && !(production.isWired() && consumption.isWired());
        if (missing) {
            return Optional.empty();
        }
        long p = production.mean().orElse(0);
        long c = consumption.mean().orElse(0);
        long i = imported.mean().orElse(0);
        if (production.isWired() && consumption.isWired() || !imported.isWired()) {
            return Optional.of(sound(p, c));
        }
        if (production.isWired()) {
            return Optional.of(i + p >= 0 ? sound(p, i + p) : feedingIn(-i, p));
        }
        if (consumption.isWired()) {
            return Optional.of(c - i >= 0 ? sound(c - i, c) : drawing(i, c));
        }
        return Optional.of(new PowerSplit(Math.max(0, -i), Math.max(0, i)));
    }

    private static PowerSplit sound(long production, long consumption) {
        if (consumption < -NOISE) {
            throw new IllegalArgumentException(
                    "consumption of " + watts(consumption) + " W is negative: see the sign of its unit");
        }
        return new PowerSplit(production, Math.max(0, consumption));
    }

    /** What crosses the border is what is traded: it stays, and nothing else is used. */
    private static PowerSplit feedingIn(long border, long production) {
        refuseApart(border, production, "feeds in", "produces");
        return new PowerSplit(border, 0);
    }

    private static PowerSplit drawing(long border, long consumption) {
        refuseApart(border, consumption, "draws", "uses");
        return new PowerSplit(0, border);
    }

    private static void refuseApart(long border, long known, String crosses, String knows) {
        if (border - known > Math.max(NOISE, border / 100 * APART_IN_PERCENT)) {
            throw new IllegalArgumentException("it " + crosses + " " + watts(border) + " W and " + knows + " only "
                    + watts(known) + " W: see the signs and units of its rows");
        }
    }

    static String watts(long milliwatts) {
        return BigDecimal.valueOf(milliwatts, 3).stripTrailingZeros().toPlainString();
    }
}
