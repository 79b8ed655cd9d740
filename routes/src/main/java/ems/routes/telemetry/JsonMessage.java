package ems.routes.telemetry;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One flat JSON object. Each question about a field throws an {@link IllegalArgumentException} that says what is wrong.
 */
record JsonMessage(ObjectNode fields) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int MOST_DIGITS = 30;

    void refuseOthersThan(List<String> known) {
        fields.fieldNames().forEachRemaining(field -> {
            if (!known.contains(field)) {
                throw new IllegalArgumentException(
                        "field " + QuotedText.of(field) + " is unknown; known are " + String.join(", ", known));
            }
        });
    }

    String word(String field) {
        var value = required(field);
        if (!value.isTextual()) {
            throw wrong(field, "a text");
        }
        return value.textValue();
    }

    boolean yesOrNo(String field) {
        var value = required(field);
        if (!value.isBoolean()) {
            throw wrong(field, "true or false");
        }
        return value.booleanValue();
    }

    Optional<BigDecimal> number(String field) {
        var value = fields.get(field);
        if (value == null) {
            return Optional.empty();
        }
        // NaN and the infinities are the only numbers that are read as doubles
        if (!value.isNumber() || value.isDouble()) {
            throw wrong(field, "a number");
        }
        var number = value.decimalValue();
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

    private JsonNode required(String field) {
        var value = fields.get(field);
        if (value == null) {
            throw new IllegalArgumentException("field '" + field + "' is missing");
        }
        return value;
    }

    private IllegalArgumentException wrong(String field, String wanted) {
        var value = fields.get(field);
        var shown = value.isContainerNode() ? "a list or an object" : value.asText();
        var kind = value.isTextual() ? "text " : "";
        return new IllegalArgumentException(field + " " + kind + QuotedText.of(shown) + " is not " + wanted);
    }
}
