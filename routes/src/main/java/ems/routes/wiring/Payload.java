package ems.routes.wiring;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import ems.routes.wiring.WiredUnit.Dimension;

/** The one number of a device's message that a row of the table means. */
final class Payload {

    /** What stands where the row looks. */
    sealed interface Found {

        /** @param base in mW, mJ or percent; 1 and 0 for yes and no */
        record Value(BigDecimal base) implements Found {}

        /** A message of another kind: devices send several on one topic, and some only what has changed. */
        record Nothing() implements Found {}

        /** The sender says that the value is not known any more. */
        record Gone(String reason) implements Found {}
    }

    private static final JsonMapper JSON = JsonMapper.builder(com.fasterxml.jackson.core.JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(32)
                            .maxNumberLength(60)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // so that one NaN is refused by name, and only where a row looks
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}([.][0-9]{1,25})?([eE][+-]?[0-9]{1,2})?");
    private static final Set<String> GONE = Set.of("unavailable", "unknown", "nil", "null", "none", "");
    private static final Set<String> YES = Set.of("true", "yes", "on", "1", "online", "connected");
    private static final Set<String> NO = Set.of("false", "no", "off", "0", "offline", "disconnected");
    private static final int SHOWN = 40;

    private Payload() {}

    /** @throws IllegalArgumentException with value, unit and bound if it is no such number */
    static Found at(JsonPointer pointer, WiredUnit unit, byte[] payload) {
        if (pointer.matches()) {
            return word(new String(payload, StandardCharsets.UTF_8).strip(), unit);
        }
        var node = json(payload).at(pointer);
        if (node.isMissingNode()) {
            return new Found.Nothing();
        }
        if (node.isNull()) {
            return gone("null");
        }
        if (node.isContainerNode()) {
            throw new IllegalArgumentException("a list or an object stands at " + pointer + ", no number");
        }
        return word(node.asText().strip(), unit);
    }

    private static JsonNode json(byte[] payload) {
        try {
            var tree = JSON.readTree(payload);
            if (tree.isMissingNode()) {
                throw new IllegalArgumentException("the message is empty");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "the message is not JSON: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the message is not JSON in UTF-8", e);
        }
    }

    private static Found word(String text, WiredUnit unit) {
        var word = text.toLowerCase(Locale.ROOT);
        if (GONE.contains(word)) {
            return gone(text);
        }
        if (unit.dimension() == Dimension.STATE) {
            if (YES.contains(word)) {
                return new Found.Value(BigDecimal.ONE);
            }
            if (NO.contains(word)) {
                return new Found.Value(BigDecimal.ZERO);
            }
            throw new IllegalArgumentException("'" + shown(text) + "' is neither yes nor no");
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + shown(text) + "' is no number of " + unit.text());
        }
        return new Found.Value(unit.toBase(new BigDecimal(text)));
    }

    private static Found gone(String text) {
        return new Found.Gone("'" + text + "' is no number: the value is not known from now on");
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }
}
