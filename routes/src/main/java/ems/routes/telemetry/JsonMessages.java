package ems.routes.telemetry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;

import ems.routes.telemetry.JsonMessage.Strange;
import ems.routes.telemetry.MessageOutcome.Accepted;
import ems.routes.telemetry.MessageOutcome.Refused;

import static com.fasterxml.jackson.core.JsonToken.END_ARRAY;
import static com.fasterxml.jackson.core.JsonToken.END_OBJECT;
import static com.fasterxml.jackson.core.JsonToken.START_ARRAY;
import static com.fasterxml.jackson.core.JsonToken.START_OBJECT;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Takes a body apart into its messages: one JSON object or a list of at most 1,000, UTF-8. A body that is not JSON is refused as
 * a whole; a bad message in a list is refused alone.
 */
final class JsonMessages {

    /** More than fit into a body at their shortest, and so many refusals as one body may cause. */
    private static final int MOST = 1_000;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(60)
                    .maxStringLength(1_000)
                    .maxNameLength(100)
                    .build())
            // so that one meter's NaN is refused by name and does not spoil the list it came in
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private final byte[] body;
    private final JsonParser parser;

    private JsonMessages(byte[] body, JsonParser parser) {
        this.body = body;
        this.parser = parser;
    }

    static List<MessageOutcome<JsonMessage>> in(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            return new JsonMessages(body, parser).all();
        } catch (JsonEOFException e) {
            return whole(body, "the message is cut off after " + body.length + " bytes");
        } catch (JsonProcessingException e) {
            return whole(body, "the message is not JSON: " + firstLine(e.getOriginalMessage()));
        } catch (IOException | ArithmeticException e) {
            return whole(body, "the message is not JSON in UTF-8");
        }
    }

    private List<MessageOutcome<JsonMessage>> all() throws IOException {
        List<MessageOutcome<JsonMessage>> messages = new ArrayList<>();
        var first = parser.nextToken();
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

    private MessageOutcome<JsonMessage> message() throws IOException {
        long start = parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken() != START_OBJECT) {
            parser.skipChildren();
            return new Refused<>(textSince(start), "a message in the list is not an object");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        String twice = null;
        while (parser.nextToken() != END_OBJECT) {
            var field = parser.currentName();
            parser.nextToken();
            if (fields.put(field, value()) != null) {
                twice = field;
            }
        }
        var text = textSince(start);
        return twice == null
                ? new Accepted<>(text, new JsonMessage(text, fields))
                : new Refused<>(text, "field " + QuotedText.of(twice) + " stands twice");
    }

    private Object value() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> parser.getDecimalValue();
            case VALUE_NUMBER_FLOAT -> parser.isNaN() ? new Strange(parser.getText()) : parser.getDecimalValue();
            case START_OBJECT, START_ARRAY -> {
                parser.skipChildren();
                yield new Strange("a list or an object");
            }
            default -> new Strange(parser.getText());
        };
    }

    private String textSince(long start) {
        long end = parser.currentLocation().getByteOffset();
        return new String(body, (int) start, (int) (end - start), UTF_8);
    }

    private static List<MessageOutcome<JsonMessage>> whole(byte[] body, String reason) {
        return List.of(new Refused<>(new String(body, UTF_8), reason));
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
