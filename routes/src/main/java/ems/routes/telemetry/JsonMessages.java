package ems.routes.telemetry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import ems.routes.telemetry.ParsedMessage.Accepted;
import ems.routes.telemetry.ParsedMessage.Refused;

import static com.fasterxml.jackson.core.JsonToken.END_ARRAY;
import static com.fasterxml.jackson.core.JsonToken.END_OBJECT;
import static com.fasterxml.jackson.core.JsonToken.START_ARRAY;
import static com.fasterxml.jackson.core.JsonToken.START_OBJECT;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Takes a body apart into its messages and parses each: one JSON object or a list of at most 1,000, UTF-8. A body that is not
 * JSON is refused as a whole; a bad message in a list is refused alone.
 */
final class JsonMessages<T> {

    /** Numbers are read and written exactly, in plain digits. */
    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(8)
                            .maxNumberLength(60)
                            .maxStringLength(1_000)
                            .maxNameLength(100)
                            .build())
                    // so that one meter's NaN is refused by name and does not spoil the list it came in
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** More than fit into a body at their shortest, and so many refusals as one body may cause. */
    private static final int MOST = 1_000;

    private final byte[] body;
    private final JsonParser parser;
    private final Function<JsonMessage, T> parse;

    private JsonMessages(byte[] body, JsonParser parser, Function<JsonMessage, T> parse) {
        this.body = body;
        this.parser = parser;
        this.parse = parse;
    }

    /** @param parse throws an {@link IllegalArgumentException} with the reason if a message cannot be accepted */
    static <T> List<ParsedMessage<T>> in(byte[] body, Function<JsonMessage, T> parse) {
        try (JsonParser parser = JSON.createParser(body)) {
            return new JsonMessages<>(body, parser, parse).all();
        } catch (JsonEOFException e) {
            return whole(body, "the message is cut off after " + body.length + " bytes");
        } catch (JsonProcessingException e) {
            return whole(body, "the message is not JSON: " + firstLine(e.getOriginalMessage()));
        } catch (IOException | ArithmeticException e) {
            return whole(body, "the message is not JSON in UTF-8");
        }
    }

    static String written(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message cannot be written", e);
        }
    }

    private List<ParsedMessage<T>> all() throws IOException {
        List<ParsedMessage<T>> messages = new ArrayList<>();
        var first = parser.nextToken();
        if (first != null && parser.currentTokenLocation().getByteOffset() < 0) {
            return whole(body, "the message is not JSON in UTF-8"); // the parser takes UTF-16 and UTF-32, too
        }
        if (first == START_OBJECT) {
            messages.add(message());
        } else if (first == START_ARRAY) {
            while (parser.nextToken() != END_ARRAY) {
                if (messages.size() == MOST) {
                    return whole(body, "the list holds more than " + MOST + " messages");
                }
                messages.add(message());
            }
        } else {
            return whole(body, first == null ? "the message is empty" : "the message is neither an object nor a list");
        }
        return parser.nextToken() == null ? messages : whole(body, "something follows the end of the message");
    }

    private ParsedMessage<T> message() throws IOException {
        long start = parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken() != START_OBJECT) {
            parser.skipChildren();
            return new Refused<>(textSince(start), "a message in the list is not an object");
        }
        var fields = JSON.createObjectNode();
        String twice = null;
        while (parser.nextToken() != END_OBJECT) {
            var field = parser.currentName();
            parser.nextToken();
            if (fields.replace(field, parser.<JsonNode>readValueAsTree()) != null) {
                twice = field;
            }
        }
        var text = textSince(start);
        if (twice != null) {
            return new Refused<>(text, "field " + QuotedText.of(twice) + " stands twice");
        }
        try {
            return new Accepted<>(text, parse.apply(new JsonMessage(fields)));
        } catch (IllegalArgumentException no) {
            return new Refused<>(text, no.getMessage());
        }
    }

    private String textSince(long start) {
        long end = parser.currentLocation().getByteOffset();
        return new String(body, (int) start, (int) (end - start), UTF_8);
    }

    private static <T> List<ParsedMessage<T>> whole(byte[] body, String reason) {
        return List.of(new Refused<>(new String(body, UTF_8), reason));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
