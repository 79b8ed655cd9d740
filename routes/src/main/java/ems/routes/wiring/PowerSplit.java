package ems.routes.wiring;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a home's panels give, what it uses and what its battery takes in, in mW, from what is known of four:
 * {@code consumption = production + import - battery}.
 *
 * @param production below 0 as far as an inverter draws at night
 * @param battery below 0 it gives out; 0 without one
 */
record PowerSplit(long production, long consumption, long battery) {

    /** A value of one moment meets one of another moment: so much of the larger one may be missing. */
    private static final long APART_IN_PERCENT = 20;
    /** A meter's noise around nothing. */
    private static final long NOISE = 100_000;

    /** One of the four: whether a row of the table can tell it, and its mean where it is known. */
    record Side(boolean isWired, OptionalLong mean) {

        private boolean isMissing() {
            return isWired && mean.isEmpty();
        }
    }

    /**
     * What no row tells is 0, unless it follows; what a row could tell and has not told is not known. Where import alone is wired beside a
     * battery, what the battery does stays inside.
     *
     * @return empty if too little is known
     * @throws IllegalArgumentException if a sign or a unit must be wrong
     */
    static Optional<PowerSplit> of(Side production, Side consumption, Side imported, Side battery) {
        boolean both = production.isWired() && consumption.isWired();
        boolean one = production.isWired() || consumption.isWired();
        boolean onlyBattery = battery.isWired() && !one && !imported.isWired();
        if (production.isMissing()
                || consumption.isMissing()
                || imported.isMissing() && !both
                || battery.isMissing() && one
                || onlyBattery) {
            return Optional.empty();
        }
        long p = production.mean().orElse(0);
        long c = consumption.mean().orElse(0);
        long i = imported.mean().orElse(0);
        long b = battery.mean().orElse(0);
        if (both || !imported.isWired()) {
            return Optional.of(sound(p, c, b));
        }
        if (production.isWired()) {
            return Optional.of(p + i - b >= 0 ? sound(p, p + i - b, b) : feedingIn(b - i, p, b));
        }
        if (consumption.isWired()) {
            return Optional.of(c + b - i >= 0 ? sound(c + b - i, c, b) : drawing(i - b, c, b));
        }
        return Optional.of(new PowerSplit(Math.max(0, -i), Math.max(0, i), 0));
    }

    private static PowerSplit sound(long production, long consumption, long battery) {
        if (consumption < -NOISE) {
            throw new IllegalArgumentException(
                    "consumption of " + watts(consumption) + " W is negative: see the sign of its unit");
        }
        return new PowerSplit(production, Math.max(0, consumption), battery);
    }

    /** What crosses the border is what is traded: it stays, and nothing else is used. */
    private static PowerSplit feedingIn(long given, long production, long battery) {
        refuseApart(given, production, battery > 0 ? "feeds in and stores" : "feeds in", "produces");
        return new PowerSplit(given, 0, battery);
    }

    private static PowerSplit drawing(long taken, long consumption, long battery) {
        refuseApart(taken, consumption, battery < 0 ? "draws and releases" : "draws", "uses");
        return new PowerSplit(0, taken, battery);
    }

    /** What the home draws from the grid; below 0 it feeds in. */
    long imported() {
        return consumption + battery - production;
    }

    /** What the battery takes in beyond what the panels give. */
    private long storedFromTheGrid() {
        return Math.max(0, battery - Math.max(0, production));
    }

    /** As of a home without a battery: what the panels give and the battery does not take in, and what the battery gives out. */
    long productionOutside() {
        return production - (battery - storedFromTheGrid());
    }

    /** As of a home without a battery: what it uses, and what its battery takes from the grid. */
    long consumptionOutside() {
        return consumption + storedFromTheGrid();
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
