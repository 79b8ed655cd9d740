package ems.processes.watch;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import ems.processes.asked.WholeNumber;

/**
 * Which refused messages are asked for.
 *
 * @param kind any, or suspect ones alone, or those that are not
 * @param door empty: any
 * @param group as in the list by reason; empty: any
 * @param part what the reason holds, in small letters; empty: anything
 * @param before messages with smaller numbers
 */
record LetterQuery(Kind kind, String door, String group, String part, long before, int limit) {

    static final String SUSPECT = "suspect: ";
    private static final WholeNumber BEFORE = new WholeNumber("before", Long.MAX_VALUE, Long.MAX_VALUE);

    enum Kind {
        ANY,
        SUSPECT,
        REFUSED
    }

    /** @throws IllegalArgumentException in a sentence, if one makes no sense */
    static LetterQuery asked(
            @Nullable String kind,
            @Nullable String door,
            @Nullable String group,
            @Nullable String part,
            @Nullable String before,
            @Nullable String limit) {
        return new LetterQuery(
                kind(text(kind)),
                text(door),
                text(group),
                text(part).toLowerCase(Locale.ROOT),
                BEFORE.read(before),
                (int) WholeNumber.LIMIT.read(limit));
    }

    boolean fits(String ofDoor, String reason) {
        return (kind == Kind.ANY || reason.startsWith(SUSPECT) == (kind == Kind.SUSPECT))
                && (door.isEmpty() || door.equals(ofDoor))
                && (part.isEmpty() || reason.toLowerCase(Locale.ROOT).contains(part))
                && (group.isEmpty() || group.equals(LetterGroups.group(reason)));
    }

    private static Kind kind(String text) {
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                return kind;
            }
        }
        if (text.isEmpty()) {
            return Kind.ANY;
        }
        throw new IllegalArgumentException("'kind' is '" + text + "', and should be any, suspect or refused.");
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }
}
