package ems.study.demo;

import java.time.LocalDate;

/**
 * One day of sky over the neighbourhood: what the sun gives and what clouds let through.
 *
 * @param sunlight irradiance behind the clouds in 1e-3 W/m2, for each 10-second sample
 */
record SkyDay(int[] sunlight) {

    /** How many of 1,000 days are fair, changeable, or (the rest) overcast. */
    private static final int FAIR = 350;

    private static final int CHANGEABLE = 450;
    /** Samples in which the edge of a cloud passes. */
    private static final int EDGE = 4;

    static SkyDay of(long seed, LocalDate day) {
        var draws = Draws.of(seed, "sky", day.toEpochDay());
        int[] clear = Sun.clearSky(day);
        int[] passing = passing(draws);
        int[] light = new int[clear.length];
        for (int i = 0; i < light.length; i++) {
            light[i] = clear[i] * passing[i];
        }
        return new SkyDay(light);
    }

    /** Share of the light that comes through, in per mille; a little above 1,000 beside a bright cloud. */
    private static int[] passing(Draws draws) {
        int kind = draws.below(1_000);
        boolean fair = kind < FAIR;
        boolean overcast = kind >= FAIR + CHANGEABLE;
        int[] passing = new int[HomeDay.SAMPLES];
        int level = overcast ? 350 : 1_000;
        int at = 0;
        boolean cloud = false;
        while (at < passing.length) {
            int length = cloud ? draws.between(6, fair ? 40 : 150) : draws.between(12, fair ? 900 : 180);
            int target = overcast
                    ? draws.between(200, 520)
                    : cloud ? draws.between(280, 620) : draws.between(930, fair ? 1_000 : 1_060);
            for (int i = 0; i < length && at < passing.length; i++) {
                level += (target - level) / EDGE + Integer.signum(target - level);
                passing[at] = level + draws.between(-8, 8);
                at++;
            }
            cloud = !cloud;
        }
        return passing;
    }
}
