package ems.study.demo;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * One car's day in slots of five minutes.
 *
 * @param places where it is
 * @param wattHours drawn by driving
 * @param metres driven
 */
record CarDay(Place[] places, int[] wattHours, int[] metres) {

    static final Duration SLOT = Duration.ofMinutes(5);
    static final int SLOTS = 288;
    private static final int PER_HOUR = 12;
    private static final int METRES_PER_SLOT = 3_300;

    /** Where a car is, and whether a charging point of the grid is there. */
    enum Place {
        HOME("home", "home"),
        WORK("work", "none"),
        WORK_WITH_CHARGER("work", "work"),
        ERRAND("errand", "none"),
        ROAD("road", "none");

        final String words;
        final String chargingPoint;

        Place(String words, String chargingPoint) {
            this.words = words;
            this.chargingPoint = chargingPoint;
        }

        boolean pluggedIn() {
            return !chargingPoint.equals("none");
        }
    }

    static CarDay of(long seed, int index, LocalDate date) {
        var driver = Driver.of(seed, index);
        var draws = Draws.of(seed, "car", index, date.toEpochDay());
        var day = new CarDay(new Place[SLOTS], new int[SLOTS], new int[SLOTS]);
        Arrays.fill(day.places, Place.HOME);
        int free = 8 * PER_HOUR;
        if (driver.worksOn(date.getDayOfWeek())) {
            int leave = draws.around(7 * PER_HOUR + 6, 9);
            int stay = driver.fullTime() ? draws.between(94, 108) : draws.between(46, 60);
            var work = driver.chargerAtWork() ? Place.WORK_WITH_CHARGER : Place.WORK;
            free = day.visit(draws, leave, driver.metresToWork(), work, stay) + 6;
        }
        for (int n = draws.times(driver.tripsPerMille()); n > 0 && free < 20 * PER_HOUR; n--) {
            int leave = draws.between(free, Math.min(free + 5 * PER_HOUR, 20 * PER_HOUR));
            free = day.visit(draws, leave, draws.between(2_500, 13_000), Place.ERRAND, draws.between(4, 20)) + 6;
        }
        return day;
    }

    /** Drives there, stays, and drives home; the slot in which it is home again. */
    private int visit(Draws draws, int leave, int metresOneWay, Place place, int stay) {
        int there = drive(draws, leave, metresOneWay);
        int back = there + stay;
        Arrays.fill(places, there, back, place);
        return drive(draws, back, metresOneWay);
    }

    private int drive(Draws draws, int leave, int length) {
        int slots = 1 + length / METRES_PER_SLOT;
        int wattHoursPerKilometre = draws.between(185, 245);
        int metresLeft = length;
        for (int i = 0; i < slots; i++) {
            int part = metresLeft / (slots - i);
            metresLeft -= part;
            places[leave + i] = Place.ROAD;
            metres[leave + i] = part;
            wattHours[leave + i] = part * wattHoursPerKilometre / 1_000;
        }
        return leave + slots;
    }
}
