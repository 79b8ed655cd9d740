package ems.features;

import java.util.List;
import java.util.Locale;

/**
 * A failure that is ordered of one step.
 *
 * @param step as its task is called in the diagram, in capitals
 * @param kind {@code unavailable}, {@code over-budget}, {@code anchor-down} or {@code exception}
 * @param times how often it fails from then on
 */
public record Trouble(String step, String kind, int times) {

    private static final List<String> OPENING = List.of("COLLECT_BIDS", "FORECAST", "VERIFY_AND_LIMIT", "MATCH");

    /** @param task as the diagram writes it, like {@code Measure exchange} */
    public static Trouble of(String task, String kind, int times) {
        return new Trouble(task.toUpperCase(Locale.ROOT).replace(' ', '_'), kind, times);
    }

    /** Whether the step comes before the exchange window. */
    boolean strikesWhenThePeriodStarts() {
        return OPENING.contains(step);
    }
}
