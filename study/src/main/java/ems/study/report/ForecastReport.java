package ems.study.report;

import java.time.Instant;
import java.util.List;

import ems.study.report.Setting.Fact;

/**
 * Everything that the page of an evaluation shows.
 *
 * @param heldOut start of the day that is shown
 * @param scale what a kilowatt counts as, in a sentence
 * @param words what the tables mean
 * @param shown strategies whose curves are there at first; the others come by a click
 * @param skills over persistence in squared error, a panel for each home and one for all
 * @param absoluteSkills the same in absolute error
 * @param scores of the held-out day
 * @param trading of the held-out day
 * @param otherDays those that are not held out
 */
public record ForecastReport(
        String scenario,
        String title,
        Instant heldOut,
        String scale,
        List<String> words,
        List<Home> homes,
        List<String> shown,
        List<SkillPanel> skills,
        List<SkillPanel> absoluteSkills,
        List<Table> scores,
        List<Table> trading,
        Table otherDays,
        List<Fact> facts) {

    /**
     * A home's day in minutes: net power in kW, surplus above 0, NaN where unknown.
     *
     * @param hour first minute of the hour that is looked at closely
     */
    public record Home(String name, List<Double> truth, List<Curve> forecasts, int hour) {}

    /** What one strategy expected, the first of its seeds. */
    public record Curve(String strategy, List<Double> kilowatts) {}

    /** Bars of a home. */
    public record SkillPanel(String home, List<Skill> bars) {}

    /** Mean, interval and worst seed, in percent. */
    public record Skill(String strategy, double mean, double low, double high, double worst) {}

    /** Cells as shown; the first of each row is its head. */
    public record Table(String title, List<String> header, List<List<String>> rows, List<String> notes) {}
}
