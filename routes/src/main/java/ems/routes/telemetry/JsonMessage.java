package ems.routes.telemetry;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One flat JSON object. Each question about a field throws an {@link IllegalArgumentException} that says what is wrong.
 *
 * @param fields each value a {@link BigDecimal}, a {@link String}, a {@link Boolean} or a {@link Strange}
 */
record JsonMessage(String text, Map<String, Object> fields) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int MOST_DIGITS = 30;

    /** A value that no field takes: null, NaN, an infinity, a list or an object. */
    record Strange(String shown) {

        @Override
        public String toString() {
            return shown;
        }
    }

    void refuseOthersThan(List<String> known) {
        for (String field : fields.keySet()) {
            if (!known.contains(field)) {
                throw new IllegalArgumentException(
                        "field " + QuotedText.of(field) + " is unknown; known are " + String.join(", ", known));
            }
        }
    }

    String word(String field) {
        if (required(field) instanceof String word) {
            return word;
        }
        throw wrong(field, "a text");
    }

    boolean yesOrNo(String field) {
        if (required(field) instanceof Boolean answer) {
            return answer;
        }
        throw wrong(field, "true or false");
    }

    Optional<BigDecimal> number(String field) {
        var value = fields.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof BigDecimal number)) {
            throw wrong(field, "a number");
        }
        if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw wrong(field, "a number of at most " + MOST_DIGITS + " digits");
        }
        return Optional.of(number);
    }

    Instant instant(String field) {
        try {
            var instant = Instant.parse(word(field));
            if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
                throw wrong(field, "in [" + EARLIEST + ", " + LATEST + ")");
            }
            return instant;
        } catch (DateTimeException e) {
            throw wrong(field, "an instant like 2026-01-31T12:00:00Z");
        }
    }

    private Object required(String field) {
        var value = fields.get(field);
        if (value == null) {
            throw new IllegalArgumentException("field '" + field + "' is missing");
        }
        return value;
    }

    private IllegalArgumentException wrong(String field, String wanted) {
        var value = fields.get(field);
        var kind = value instanceof String ? "text " : "";
        return new IllegalArgumentException(field + " " + kind + QuotedText.of(value.toString()) + " is not " + wanted);
    }
}
