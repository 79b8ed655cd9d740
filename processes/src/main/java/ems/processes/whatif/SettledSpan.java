package ems.processes.whatif;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import ems.market.ledger.BlockHeader;
import ems.market.quantity.MatchingPeriod;
import ems.processes.grid.LiveGrid;

/**
 * Settled periods that somebody asks for.
 *
 * @param from the first
 * @param before the first that is too late; sealed is the one before it
 */
record SettledSpan(MatchingPeriod from, MatchingPeriod before) {

    static final Duration LONGEST = Duration.ofDays(31);
    private static final Duration USUAL = Duration.ofDays(1);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /**
     * What is asked for, as far as it is settled.
     *
     * @param from start of the first period; a day before the end without it
     * @param to end of the last period; the last sealed one without it
     */
    static SettledSpan of(LiveGrid grid, @Nullable String from, @Nullable String to) {
        var settled = settled(grid);
        var end = to == null || to.isBlank() ? settled : period("to", to);
        var before = settled.isBefore(end) ? settled : end;
        var first = from == null || from.isBlank()
                ? new MatchingPeriod(before.start().minus(USUAL))
                : period("from", from);
        if (!first.isBefore(end)) {
            throw new IllegalArgumentException(
                    "'from' is " + first + ", and should lie before 'to', which is " + end + ".");
        }
        if (!first.isBefore(before)) {
            throw new IllegalArgumentException("There is no settled period from " + first
                    + " on: the last one that is settled started at " + settled.previous() + ".");
        }
        if (Duration.between(first.start(), before.start()).compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("From " + first + " to " + before + " it is more than "
                    + LONGEST.toDays() + " days: choose a shorter range.");
        }
        return new SettledSpan(first, before);
    }

    /** As above, and of a longer span its beginning: whoever wants more asks on. */
    static SettledSpan beginning(LiveGrid grid, @Nullable String from, @Nullable String to) {
        if (from == null || from.isBlank()) {
            return of(grid, from, to);
        }
        var most = new MatchingPeriod(period("from", from).start().plus(LONGEST));
        return of(grid, from, most.isBefore(end(grid, to)) ? most.toString() : to);
    }

    /** Where what is asked for ends, as far as it is settled. */
    static MatchingPeriod end(LiveGrid grid, @Nullable String to) {
        var settled = settled(grid);
        var end = to == null || to.isBlank() ? settled : period("to", to);
        return settled.isBefore(end) ? settled : end;
    }

    private static MatchingPeriod settled(LiveGrid grid) {
        Optional<MatchingPeriod> sealed = grid.ledger()
                .head(grid.setup().grid())
                .map(BlockHeader::key)
                .map(key -> key.period().next());
        return sealed.orElseThrow(() -> new IllegalArgumentException(
                "Grid " + grid.setup().grid() + " has settled no period yet: there is nothing to go over again."));
    }

    private static MatchingPeriod period(String name, String text) {
        try {
            return MatchingPeriod.parse(text.strip());
        } catch (IllegalArgumentException no) {
            throw new IllegalArgumentException(
                    "'" + name + "' is '" + text
                            + "', and should be an instant in UTC on a whole minute, like 2026-01-31T12:00:00Z.",
                    no);
        }
    }

    /** {@code on 29 November 2026}, or from when to when. */
    String words() {
        boolean day = from.start().atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() == 0
                && Duration.between(from.start(), before.start()).equals(USUAL);
        return day
                ? "on " + DAY.format(from.start().atOffset(ZoneOffset.UTC))
                : "from " + moment(from) + " to " + moment(before);
    }

    /** {@code 12:04 of 29 November 2026}. */
    static String moment(MatchingPeriod period) {
        var at = period.start().atOffset(ZoneOffset.UTC);
        return TIME.format(at) + " of " + DAY.format(at);
    }
}
