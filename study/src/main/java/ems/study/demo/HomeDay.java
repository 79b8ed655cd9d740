package ems.study.demo;

import java.time.LocalDate;

/**
 * One home's day in 10-second samples.
 *
 * @param production in mW
 * @param consumption in mW
 */
record HomeDay(int[] production, int[] consumption) {

    static final int SAMPLES = 8_640;
    private static final int PER_MINUTE = 6;
    private static final int PER_HOUR = 360;

    /** Meters resolve a tenth of a watt, in mW. */
    static final int RESOLUTION = 100;

    /** Fridge: samples of a cycle, and how many of them it runs. */
    private static final int CYCLE = 210;

    private static final int RUNNING = 84;

    static HomeDay of(long seed, Household home, LocalDate day, SkyDay sky) {
        return new HomeDay(production(home, sky), consumption(seed, home, day));
    }

    private static int[] production(Household home, SkyDay sky) {
        int[] power = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            int light = sky.sunlight()[Math.max(0, i - home.lag())];
            power[i] = rounded((long) light * home.panelWatts() / 1_000);
        }
        return power;
    }

    /** Always on 30 %, fridge 10 %, light and screens 20 %, appliances 40 % of the home's mean consumption. */
    private static int[] consumption(long seed, Household home, LocalDate day) {
        var draws = Draws.of(seed, "load", Draws.hash(home.id().text()), day.toEpochDay());
        long[] power = new long[SAMPLES];
        addSteady(power, seed, home, day, draws);
        addBump(power, home, 140, 17, 20, 24, draws);
        addBump(power, home, 60, 6, 7, 9, draws);
        for (Appliance appliance : Appliance.ALL) {
            addRuns(power, seed, home, appliance, draws);
        }
        int[] whole = new int[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            whole[i] = rounded(power[i]);
        }
        return whole;
    }

    private static void addSteady(long[] power, long seed, Household home, LocalDate day, Draws draws) {
        long base = home.wattHoursPerDay() * 300L / 24;
        long fridge = home.wattHoursPerDay() * 100L / 24 * CYCLE / RUNNING;
        long phase = Draws.of(seed, "fridge", Draws.hash(home.id().text())).below(CYCLE);
        for (int i = 0; i < SAMPLES; i++) {
            long sample = day.toEpochDay() * SAMPLES + i + phase;
            boolean runs = Math.floorMod(sample, CYCLE) < RUNNING;
            power[i] += base + base * draws.between(-60, 60) / 1_000 + (runs ? fridge : 0);
        }
    }

    /** A triangle of use that holds this share of the day's consumption, per mille. */
    private static void addBump(
            long[] power, Household home, int perMille, int fromHour, int peakHour, int toHour, Draws draws) {
        int shift = draws.around(0, 40 * PER_MINUTE);
        int from = fromHour * PER_HOUR;
        int peak = peakHour * PER_HOUR;
        int to = toHour * PER_HOUR;
        long top = 2L * home.wattHoursPerDay() * perMille / (toHour - fromHour);
        for (int i = from; i < to; i++) {
            long height = i < peak ? top * (i - from) / (peak - from) : top * (to - i) / (to - peak);
            if (i + shift < SAMPLES) {
                power[i + shift] += height;
            }
        }
    }

    private static void addRuns(long[] power, long seed, Household home, Appliance appliance, Draws draws) {
        var habits = Draws.of(seed, appliance.name(), Draws.hash(home.id().text()));
        int habit = habits.around(0, 45);
        int thousandths = home.wattHoursPerDay() * appliance.perMille() / appliance.wattHours();
        for (int n = draws.times(thousandths); n > 0; n--) {
            int hour = appliance.hours()[draws.below(appliance.hours().length)];
            int minute = draws.around(hour * 60 + habit, appliance.spread());
            int length = draws.around(appliance.minutes() * PER_MINUTE, appliance.minutes() * PER_MINUTE / 4);
            int start = Math.min(Math.max(0, minute * PER_MINUTE + draws.below(PER_MINUTE)), SAMPLES - length);
            for (int i = start; i < start + length; i++) {
                power[i] += appliance.watts() * 1_000L;
            }
        }
    }

    private static int rounded(long milliwatts) {
        return Math.toIntExact(milliwatts / RESOLUTION * RESOLUTION);
    }
}
