package ems.market.horizon;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Forty homes, some with the sun on their roofs, under a sky that changes from day to day; all from a seed, the same everywhere. */
final class District {

    static final int HOMES = 40;

    private static final double MILLIJOULES_PER_KILOWATT_MINUTE = 6e7;

    private final SplittableRandom draws;
    private final int roofs;
    private final long[][] nets;

    /** @param roofs how many homes have a PV system */
    District(long seed, int roofs, int days) {
        this.draws = new SplittableRandom(seed);
        this.roofs = roofs;
        this.nets = new long[days * PastDay.MINUTES][];
        for (int day = 0; day < days; day++) {
            draw(day);
        }
    }

    /** Net energies of the homes by minute, mJ. */
    long[][] nets() {
        return nets;
    }

    List<PastDay> days(int vehicles) {
        return Days.days(nets, vehicles);
    }

    private void draw(int day) {
        double[] sun = sun();
        List<double[]> loads = new ArrayList<>();
        for (int home = 0; home < HOMES; home++) {
            loads.add(load());
        }
        for (int minute = 0; minute < PastDay.MINUTES; minute++) {
            long[] now = new long[HOMES];
            for (int home = 0; home < HOMES; home++) {
                double peak = home < roofs ? 2.4 + 2.2 * (home * 7919 % 100) / 100 : 0;
                now[home] = StrictMath.round(
                        (peak * sun[minute] - loads.get(home)[minute]) * MILLIJOULES_PER_KILOWATT_MINUTE);
            }
            nets[day * PastDay.MINUTES + minute] = now;
        }
    }

    /** A bright, a broken or a dull day, in parts of the peak. */
    private double[] sun() {
        double clear = 0.25 + 0.65 * draws.nextDouble();
        double broken = 0.5 * draws.nextDouble();
        double[] sun = new double[PastDay.MINUTES];
        double cloud = 1;
        for (int minute = 300; minute < 1_260; minute++) {
            cloud = draws.nextInt(12) == 0 ? 1 - broken * draws.nextDouble() : cloud;
            sun[minute] = clear * cloud * StrictMath.pow(StrictMath.sin(StrictMath.PI * (minute - 300) / 960), 1.4);
        }
        return sun;
    }

    /** Of one home, kW. */
    private double[] load() {
        double base = 0.08 + 0.2 * draws.nextDouble();
        double[] load = new double[PastDay.MINUTES];
        for (int minute = 0; minute < PastDay.MINUTES; minute++) {
            load[minute] = base + (minute > 1_020 && minute < 1_380 ? 0.15 : 0) + 0.05 * draws.nextDouble();
        }
        use(load, 390, 150, 2.2, 4);
        use(load, 700, 120, 2.0, 8);
        use(load, 1_000, 150, 2.4, 30);
        use(load, 1_080, 150, 2.5, 4);
        if (draws.nextInt(2) == 0) {
            use(load, 480, 700, 1.8, 45);
        }
        return load;
    }

    /** Something is switched on once, at some minute from the first one on. */
    private void use(double[] load, int first, int spread, double kilowatts, int minutes) {
        int start = first + draws.nextInt(spread);
        for (int minute = start; minute < start + minutes; minute++) {
            load[minute] += kilowatts;
        }
    }
}
