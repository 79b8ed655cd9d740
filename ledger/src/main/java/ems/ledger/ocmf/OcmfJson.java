package ems.ledger.ocmf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/** The JSON inside OCMF: members are text, each once, numbers as their very digits; what manufacturers add is passed over. */
final class OcmfJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(40)
                    .maxStringLength(Ocmf.MOST_CHARACTERS)
                    .build())
            .build();

    private static final int MOST_READINGS = 1_000;

    private OcmfJson() {}

    /**
     * @param values members that are text, a number, true or false
     * @param readings those of each object in the array {@code RD}
     */
    record Members(Map<String, String> values, List<Map<String, String>> readings) {

        String required(String name) {
            var value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("OCMF member " + name + " is missing");
            }
            return value;
        }

        String or(String name, String other) {
            return values.getOrDefault(name, other);
        }
    }

    /** @throws IllegalArgumentException if the text is not one JSON object */
    static Members read(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            Map<String, String> values = new LinkedHashMap<>();
            List<Map<String, String>> readings = new ArrayList<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                boolean isArray = parser.nextToken() == JsonToken.START_ARRAY;
                if (name.equals("RD") && isArray) {
                    readAll(parser, readings);
                } else {
                    keep(name, parser, values);
                }
            }
            require(parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
            return new Members(values, readings);
        } catch (IOException e) {
            throw new IllegalArgumentException("an OCMF section is no JSON object", e);
        }
    }

    private static void readAll(JsonParser parser, List<Map<String, String>> readings) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            require(readings.size() < MOST_READINGS);
            Map<String, String> values = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                keep(name, parser, values);
            }
            require(parser.currentToken() == JsonToken.END_OBJECT);
            readings.add(values);
        }
        require(parser.currentToken() == JsonToken.END_ARRAY);
    }

    private static void keep(String name, JsonParser parser, Map<String, String> values) throws IOException {
        if (parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
            values.put(name, parser.getText());
        } else {
            parser.skipChildren();
        }
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalArgumentException("an OCMF section is not one JSON object with its readings as objects");
        }
    }
}
