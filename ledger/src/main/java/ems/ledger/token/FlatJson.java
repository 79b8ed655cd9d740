package ems.ledger.token;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.SignedBid;

/**
 * One JSON object of text and whole numbers, with these members, each once, and no others. Every JSON reader reads what passes
 * alike: numbers are in [0, 2^53 - 1], characters are printable ASCII.
 *
 * <p>Jackson's streaming parser does the reading; here stand the bounds of what parties sign and what a refusal says. Binding to a
 * record would need Jackson's data binding, which this room does without, and would lose the member's name in a refusal.
 */
final class FlatJson {

    private static final int MOST_DIGITS = 16;
    private static final int MOST_CHARACTERS = 128;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1)
                    .maxNumberLength(SignedBid.MOST_CHARACTERS)
                    .maxStringLength(SignedBid.MOST_CHARACTERS)
                    .build())
            .build();

    private final String what;
    private final Map<String, Object> values;

    private FlatJson(String what, Map<String, Object> values) {
        this.what = what;
        this.values = values;
    }

    /**
     * @param what for complaints, as in "header"
     * @throws IllegalArgumentException with the member that is wrong and what it would be
     */
    static FlatJson read(byte[] json, String what, Set<String> members) {
        String text = ascii(json, what);
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException(what + " is no JSON object");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (!members.contains(name)) {
                    throw new IllegalArgumentException(what + " has a member that is none of " + members);
                }
                parser.nextToken();
                if (values.put(name, value(parser, what + " member " + name)) != null) {
                    throw new IllegalArgumentException(what + " member " + name + " stands twice");
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new IllegalArgumentException(what + " is not one JSON object and no more");
            }
            return new FlatJson(what, values);
        } catch (IOException e) {
            throw new IllegalArgumentException(what + " is no JSON object", e);
        }
    }

    private static String ascii(byte[] json, String what) {
        var text = new char[json.length];
        for (int i = 0; i < json.length; i++) {
            if (json[i] < ' ' || json[i] > '~') {
                throw new IllegalArgumentException(what + " byte " + i + " is no printable ASCII character");
            }
            text[i] = (char) json[i];
        }
        return new String(text);
    }

    private static Object value(JsonParser parser, String which) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> printable(parser.getText(), which);
            case VALUE_NUMBER_INT -> number(parser.getText(), which);
            default -> throw new IllegalArgumentException(which + " is neither text nor a whole number");
        };
    }

    /** What was escaped, too. */
    private static String printable(String text, String which) {
        if (text.length() > MOST_CHARACTERS || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new IllegalArgumentException(
                    which + " is not at most " + MOST_CHARACTERS + " printable ASCII characters");
        }
        return text;
    }

    private static long number(String text, String which) {
        boolean fits = text.charAt(0) != '-' && text.length() <= MOST_DIGITS;
        if (!fits || Long.parseLong(text) > SignedBid.MOST_NUMBER) {
            throw new IllegalArgumentException(
                    which + " of " + text + " is outside [0, " + SignedBid.MOST_NUMBER + "]");
        }
        return Long.parseLong(text);
    }

    String text(String member) {
        if (present(member) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(what + " member " + member + " is no text");
    }

    long number(String member) {
        if (present(member) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException(what + " member " + member + " is no whole number");
    }

    /** The version of a global model. */
    int version(String member) {
        long number = number(member);
        if (number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    what + " member " + member + " of " + number + " is outside [0, " + Integer.MAX_VALUE + "]");
        }
        return (int) number;
    }

    /** As it would be written, and no other way. */
    MatchingPeriod period(String member) {
        var period = MatchingPeriod.parse(text(member));
        if (!period.toString().equals(text(member))) {
            throw new IllegalArgumentException(what + " member " + member + " would be written " + period);
        }
        return period;
    }

    private Object present(String member) {
        var value = values.get(member);
        if (value == null) {
            throw new IllegalArgumentException(what + " member " + member + " is missing");
        }
        return value;
    }
}
