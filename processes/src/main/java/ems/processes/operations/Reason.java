package ems.processes.operations;

import org.jspecify.annotations.Nullable;

/**
 * Why an operator does something, for those who read the trail later.
 *
 * @param text one line, not blank
 */
public record Reason(String text) {

    static final int LONGEST = 300;

    /** @throws IllegalArgumentException if none is given, or a longer one; says what to do */
    public static Reason given(@Nullable String text) {
        var line = text == null ? "" : text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.isEmpty()) {
            throw new IllegalArgumentException(
                    "'reason' is missing: say why, in 1 to " + LONGEST + " characters; the trail keeps it.");
        }
        if (line.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "'reason' has " + line.length() + " characters, more than " + LONGEST + ": say it shorter.");
        }
        return new Reason(line);
    }
}
