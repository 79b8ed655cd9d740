package ems.processes.asked;

import org.jspecify.annotations.Nullable;

/**
 * A whole number that may be left out.
 *
 * @param name as the request calls it
 * @param usual without it
 * @param most the largest; the smallest is 1
 */
public record WholeNumber(String name, long usual, long most) {

    /** How many rows of a list are asked for. */
    public static final WholeNumber LIMIT = new WholeNumber("limit", 50, 200);

    /** @throws IllegalArgumentException names value and bounds */
    public long read(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return usual;
        }
        try {
            long number = Long.parseLong(text.strip());
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException no) {
            // said below
        }
        throw new IllegalArgumentException(
                "'" + name + "' is '" + text + "', and should be a whole number in [1, " + most + "].");
    }
}
