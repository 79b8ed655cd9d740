package ems.study.demo;

import java.time.DayOfWeek;

/**
 * Who drives a car, and so where it stands.
 *
 * @param commutes goes to work on working days
 * @param fullTime stays there all day
 * @param chargerAtWork there is a charging point of the grid at work
 * @param metresToWork one way
 * @param tripsPerMille errands and outings a day, in thousandths
 */
record Driver(boolean commutes, boolean fullTime, boolean chargerAtWork, int metresToWork, int tripsPerMille) {

    static Driver of(long seed, int index) {
        var draws = Draws.of(seed, "driver", index);
        int metres = draws.between(9_000, 17_000);
        return switch (index % 5) {
            case 0 -> new Driver(true, true, true, metres, 450);
            case 1 -> new Driver(true, false, false, metres, 700);
            case 2 -> new Driver(false, false, false, 0, 1_300);
            case 3 -> new Driver(true, true, false, metres, 350);
            default -> new Driver(false, false, false, 0, 900);
        };
    }

    boolean worksOn(DayOfWeek day) {
        boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
        return commutes && !weekend && (fullTime || day != DayOfWeek.FRIDAY);
    }
}
