package ems.processes.guard;

import java.util.Map;

/**
 * Why a request goes no further.
 *
 * @param status of the answer
 * @param problem one sentence for the sender: the value, what is expected, what to do
 * @param headers of the answer, besides those of every answer
 */
record Denial(int status, String problem, Map<String, String> headers) {

    private static final int FORBIDDEN = 403;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;
    private static final int MISDIRECTED_REQUEST = 421;
    private static final int UNAVAILABLE = 503;
    private static final int MOST_CHARACTERS = 100;

    static Denial forbidden(String problem) {
        return new Denial(FORBIDDEN, problem, Map.of());
    }

    /** @param allowed methods that the address takes */
    static Denial methodNotAllowed(String problem, String allowed) {
        return new Denial(METHOD_NOT_ALLOWED, problem, Map.of("Allow", allowed));
    }

    static Denial unsupportedMediaType(String problem) {
        return new Denial(UNSUPPORTED_MEDIA_TYPE, problem, Map.of());
    }

    static Denial misdirected(String problem) {
        return new Denial(MISDIRECTED_REQUEST, problem, Map.of());
    }

    static Denial unavailable(String problem) {
        return new Denial(UNAVAILABLE, problem, Map.of());
    }

    /** A sender's value for a sentence: its first 100 characters. */
    static String shortened(String value) {
        return value.length() <= MOST_CHARACTERS ? value : value.substring(0, MOST_CHARACTERS) + "...";
    }
}
