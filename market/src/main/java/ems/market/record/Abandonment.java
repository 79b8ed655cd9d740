package ems.market.record;

import java.util.Optional;
import java.util.OptionalLong;

import ems.market.quantity.MatchingPeriod;

/** The period ended without settlement, by an operator or because it was missed. */
public record Abandonment(String reason) implements Entry {

    /** The reason when an operator ended the period. */
    public static final String BY_OPERATOR = "aborted by an operator";

    /** What a period that was never started says while an operator lets its grid rest. */
    public static final String BY_PAUSE = "paused by an operator";

    /** The reason when a crash came before the period was matched, and nothing of it can go on. */
    public static final String INTERRUPTED = "interrupted before its bids were matched";

    private static final String TRAIL = " (trail ";
    private static final String SKIPPED = "skipped";
    private static final String SKIPPED_ONE = SKIPPED + ": ";
    private static final String SKIPPED_SINCE = SKIPPED + ", like all periods from ";
    private static final String ON = " on: ";

    /**
     * The reason when an operator ended the period. A ledger is for ever, so it holds neither a name nor free text.
     *
     * @param trail number under which the operator's trail keeps who did it, and why
     */
    public static String byOperator(long trail) {
        return BY_OPERATOR + TRAIL + trail + ')';
    }

    /** Why no period starts, by the number of the operator's trail. */
    public static String byPause(long trail) {
        return BY_PAUSE + TRAIL + trail + ')';
    }

    /**
     * What the last of some periods in a row says that were never started: its record stands for all of them.
     *
     * @param first as late as the last or earlier
     */
    public static String skipped(MatchingPeriod first, MatchingPeriod last, String why) {
        return (first.equals(last) ? SKIPPED_ONE : SKIPPED_SINCE + first + ON) + why;
    }

    /**
     * The first of the periods for which the record stands.
     *
     * @param recorded the period that has the record
     * @return empty if the period was started
     */
    public Optional<MatchingPeriod> skippedFrom(MatchingPeriod recorded) {
        if (!reason.startsWith(SKIPPED)) {
            return Optional.empty();
        }
        int end = reason.indexOf(ON);
        if (!reason.startsWith(SKIPPED_SINCE) || end < 0) {
            return Optional.of(recorded);
        }
        try {
            return Optional.of(MatchingPeriod.parse(reason.substring(SKIPPED_SINCE.length(), end)));
        } catch (IllegalArgumentException noPeriod) {
            return Optional.of(recorded);
        }
    }

    /** Why periods were skipped; of another one the whole reason. */
    public String why() {
        if (reason.startsWith(SKIPPED_SINCE) && reason.contains(ON)) {
            return reason.substring(reason.indexOf(ON) + ON.length());
        }
        return reason.startsWith(SKIPPED_ONE) ? reason.substring(SKIPPED_ONE.length()) : reason;
    }

    /** Number under which the operator's trail keeps the order that is behind it; empty: no order is. */
    public OptionalLong trail() {
        int at = reason.lastIndexOf(TRAIL);
        int end = reason.length() - 1;
        return at >= 0 && reason.charAt(end) == ')'
                ? number(reason.substring(at + TRAIL.length(), end))
                : OptionalLong.empty();
    }

    private static OptionalLong number(String digits) {
        return digits.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    /** Whether an operator ended the period, and not the clock or a step that was left out. */
    public boolean isByOperator() {
        return reason.equals(BY_OPERATOR) || reason.startsWith(BY_OPERATOR + TRAIL);
    }

    /** Whether the period was not started because its grid rested. */
    public boolean isByPause() {
        return reason.contains(BY_PAUSE + TRAIL);
    }

    public static Abandonment readFrom(EntryReader line) {
        return new Abandonment(line.text());
    }

    @Override
    public EntryKind kind() {
        return EntryKind.ABANDONMENT;
    }

    @Override
    public void writeTo(EntryWriter line) {
        line.text(reason);
    }
}
