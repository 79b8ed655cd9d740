package ems.study.demo;

/**
 * Something that is switched on a few times a day or a week.
 *
 * @param watts while it runs
 * @param minutes that it runs, give or take a quarter
 * @param perMille of a home's consumption
 * @param hours when people like to use it
 * @param spread minutes around those hours
 */
record Appliance(String name, int watts, int minutes, int perMille, int[] hours, int spread) {

    static final Appliance[] ALL = {
        new Appliance("kettle", 2_400, 3, 50, new int[] {7, 10, 13, 16, 20}, 90),
        new Appliance("shower", 7_500, 5, 70, new int[] {7, 22}, 60),
        new Appliance("hob and oven", 1_800, 35, 120, new int[] {12, 18, 19}, 60),
        new Appliance("washing machine", 1_100, 45, 80, new int[] {9, 14, 17}, 120),
        new Appliance("dishwasher", 1_500, 35, 80, new int[] {13, 20}, 75),
    };

    int wattHours() {
        return watts * minutes / 60;
    }
}
