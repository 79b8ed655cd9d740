package ems.routes.ocpp.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import ems.routes.ocpp.frame.CallRefused;
import ems.routes.ocpp.frame.FaultCode;
import ems.routes.telemetry.QuotedText;

/** The object that a call comes with. Each question about a field throws a {@link CallRefused} that says what is wrong. */
public record CallPayload(JsonNode fields) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LONGEST_WORD = 255;
    private static final int MOST_NUMBER = 1_000_000;

    public static CallPayload of(ObjectNode fields) {
        return new CallPayload(fields);
    }

    /** The object in a field; without any fields if it is not there. */
    public CallPayload in(String field) {
        return new CallPayload(fields.path(field));
    }

    public boolean has(String field) {
        return fields.hasNonNull(field);
    }

    public String word(String field) {
        return wordIfAny(field)
                .orElseThrow(() -> new CallRefused(FaultCode.OCCURRENCE, "field '" + field + "' is missing"));
    }

    public Optional<String> wordIfAny(String field) {
        var value = fields.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual() || value.textValue().length() > LONGEST_WORD) {
            throw new CallRefused(
                    FaultCode.TYPE,
                    field + " " + QuotedText.of(value.asText()) + " is not a text of at most 255 characters");
        }
        return Optional.of(value.textValue());
    }

    /** A whole number in [0, 1,000,000]. */
    public int number(String field) {
        var value = fields.path(field);
        if (value.isMissingNode()) {
            throw new CallRefused(FaultCode.OCCURRENCE, "field '" + field + "' is missing");
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < 0
                || value.intValue() > MOST_NUMBER) {
            throw new CallRefused(
                    FaultCode.PROPERTY,
                    field + " " + QuotedText.of(value.asText()) + " is not a whole number in [0, " + MOST_NUMBER + "]");
        }
        return value.intValue();
    }

    /** The same; empty if it is not there. */
    public Optional<Integer> numberIfAny(String field) {
        return has(field) ? Optional.of(number(field)) : Optional.empty();
    }

    /** To a millisecond; without a zone it is UTC. */
    public Instant instant(String field) {
        var text = word(field);
        try {
            var instant = parsed(text).truncatedTo(ChronoUnit.MILLIS);
            if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
                return instant;
            }
        } catch (DateTimeException no) {
            throw new CallRefused(
                    FaultCode.TYPE, field + " " + QuotedText.of(text) + " is not an instant like 2026-01-31T12:00:00Z");
        }
        throw new CallRefused(
                FaultCode.PROPERTY, field + " " + text + " is outside [" + EARLIEST + ", " + LATEST + ")");
    }

    private static Instant parsed(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noZone) {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        }
    }
}
