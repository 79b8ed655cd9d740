package ems.study.demo;

import ems.market.party.ProsumerId;

/**
 * A home of the demo.
 *
 * @param wattHoursPerDay mean consumption
 * @param panelWatts rated power of its PV at 1,000 W/m2; 0: none
 * @param lag samples by which a cloud reaches its roof later
 */
record Household(ProsumerId id, int wattHoursPerDay, int panelWatts, int lag) {

    private static final int NAMED = 5;

    /** The paper's agents by name and plausible size, then homes that are drawn. */
    static Household of(long seed, int index) {
        var draws = Draws.of(seed, "household", index);
        int lag = draws.between(0, 18);
        return switch (index) {
            case 0 -> new Household(name(index), 15_000, 420, lag);
            case 1 -> new Household(name(index), 24_100, 0, lag);
            case 2 -> new Household(name(index), 9_300, 830, lag);
            case 3 -> new Household(name(index), 1_500, 540, lag);
            case 4 -> new Household(name(index), 15_500, 3_000, lag);
            default ->
                new Household(
                        name(index),
                        draws.between(6_000, 22_000),
                        draws.happens(250) ? 0 : draws.between(400, 4_000),
                        lag);
        };
    }

    static ProsumerId name(int index) {
        String[] named = {"L1", "L2", "L3", "R2", "Z0"};
        return new ProsumerId(index < NAMED ? named[index] : "H" + (index + 1));
    }
}
