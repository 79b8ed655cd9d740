package ems.processes.time;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * A clock showed another time than was due after the time that had passed.
 *
 * @param due what it should have shown
 * @param shown what it showed
 */
public record ClockJump(Instant due, Instant shown, Outcome outcome) {

    /** A jump of this age is no longer worth a word on the page. */
    private static final Duration NEWS = Duration.ofHours(1);

    private static final int UNITS_SAID = 2;
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final int HALF_A_MINUTE = 30;

    /** What the market makes of it. */
    public enum Outcome {
        /** It goes on by the time that passes. */
        DOUBTED,
        /** It goes by the clock again, at the time that this shows now. */
        FOLLOWED,
        /** The clock came back to the time that was due. */
        OVER
    }

    ClockJump with(Outcome next) {
        return new ClockJump(due, shown, next);
    }

    public boolean isAhead() {
        return shown.isAfter(due);
    }

    /** Whether a person should read of it at this instant of the market's clock. */
    public boolean isNews(Instant now) {
        var since = outcome == Outcome.FOLLOWED ? shown : due;
        return outcome == Outcome.DOUBTED || Duration.between(since, now).compareTo(NEWS) < 0;
    }

    /** What happened and what the market does, as a sentence without its full stop. */
    public String reason() {
        String jump = "the clock jumped " + (isAhead() ? "ahead" : "back") + " by "
                + inWords(Duration.between(due, shown).abs()) + ": it showed " + shown + " when " + due + " was due";
        return jump
                + switch (outcome) {
                    case DOUBTED ->
                        ", and the market goes on by the time that passes until the clock has shown a minute like that";
                    case FOLLOWED -> ", and the market follows it";
                    case OVER -> ", and came back; the market did not follow";
                };
    }

    /** What to do about it. */
    public String advice() {
        return switch (outcome) {
            case DOUBTED ->
                "If the clock is wrong, set it right within the minute: nothing is lost. If it is right now, wait: the"
                        + " market follows it.";
            case FOLLOWED ->
                isAhead()
                        ? "The periods in between are skipped. If the clock is wrong, set it right soon: no period runs"
                                + " twice, so those that it has run through by then will stay empty."
                        : "No period runs twice: trading goes on when the clock has passed the last one that ran. If"
                                + " the clock is wrong, set it right.";
            case OVER -> "Nothing is lost. Look at what sets this machine's clock.";
        };
    }

    /** From ten minutes on to a minute, which is what people say. */
    private static String inWords(Duration exact) {
        var length = exact.compareTo(TEN_MINUTES) < 0
                ? exact
                : exact.plusSeconds(HALF_A_MINUTE).truncatedTo(ChronoUnit.MINUTES);
        List<String> words = new ArrayList<>();
        add(words, length.toDays(), "day");
        add(words, length.toHoursPart(), "hour");
        add(words, length.toMinutesPart(), "minute");
        add(words, length.toSecondsPart(), "second");
        return words.isEmpty()
                ? "less than a second"
                : String.join(" ", words.subList(0, Math.min(UNITS_SAID, words.size())));
    }

    private static void add(List<String> words, long number, String unit) {
        if (number > 0) {
            words.add(number + " " + unit + (number == 1 ? "" : "s"));
        }
    }
}
