package ems.routes.wiring;

import java.util.regex.Pattern;

/**
 * One of several values that are added, such as a phase of three or a tariff of two; written {@code 2/3}, blank for the whole.
 *
 * @param number from 1
 * @param of how many there are, at most 9
 */
record Part(int number, int of) {

    static final Part WHOLE = new Part(1, 1);

    private static final Pattern WRITTEN = Pattern.compile("([1-9])/([1-9])");

    /** @throws IllegalArgumentException with the reason */
    static Part parse(String text) {
        if (text.isEmpty()) {
            return WHOLE;
        }
        var parts = WRITTEN.matcher(text);
        if (!parts.matches() || parts.group(1).compareTo(parts.group(2)) > 0) {
            throw new IllegalArgumentException(
                    "is no part of a whole, such as 1/3; leave it blank where nothing is added");
        }
        return new Part(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    String text() {
        return of == 1 ? "" : number + "/" + of;
    }
}
