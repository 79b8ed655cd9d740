package ems.study.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

/** A block of keys in a scenario file. Unknown keys are refused; each complaint names file, key, value and bound. */
final class Section {

    private final String file;
    private final String path;
    private final JsonNode node;

    private Section(String file, String path, JsonNode node) {
        this.file = file;
        this.path = path;
        this.node = node;
    }

    static Section root(String file, JsonNode node, Set<String> known) {
        return new Section(file, "", node).knowing(known);
    }

    private Section knowing(Set<String> known) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(file + ": " + (path.isEmpty() ? "the file" : path)
                    + " is not a block of keys; known here: " + list(known));
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                throw broken(key, "is no known key; known here: " + list(known));
            }
        });
        return this;
    }

    boolean has(String key) {
        return node.has(key);
    }

    Section section(String key, Set<String> known) {
        return anySection(key).knowing(known);
    }

    /** A block whose keys are names. */
    Map<String, Section> sections(String key, Set<String> known) {
        var block = anySection(key);
        Map<String, Section> found = new LinkedHashMap<>();
        block.node.fieldNames().forEachRemaining(name -> found.put(name, block.section(name, known)));
        return found;
    }

    private Section anySection(String key) {
        var child = required(key);
        if (!child.isObject()) {
            throw broken(key, "is not a block of keys");
        }
        return new Section(file, named(key), child);
    }

    String text(String key) {
        return scalar(key, required(key));
    }

    Optional<String> optionalText(String key) {
        return has(key) ? Optional.of(text(key)) : Optional.empty();
    }

    /** What the parser makes of the text; its complaint is passed on with file and key. */
    <T> T value(String key, Function<String, T> parser) {
        return parsed(key, text(key), parser);
    }

    private <T> T parsed(String key, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw broken(key, e.getMessage());
        }
    }

    /** As {@link #value}, but empty if the key is missing or says {@code none}. */
    <T> Optional<T> optionalValue(String key, Function<String, T> parser) {
        return has(key) && !text(key).equals("none") ? Optional.of(value(key, parser)) : Optional.empty();
    }

    long whole(String key, long from, long to) {
        return whole(key, required(key), from, to);
    }

    List<Integer> wholes(String key, int from, int to) {
        List<Integer> found = new ArrayList<>();
        for (JsonNode each : listOf(key)) {
            found.add((int) whole(key, each, from, to));
        }
        return found;
    }

    List<String> texts(String key) {
        List<String> found = new ArrayList<>();
        for (JsonNode each : listOf(key)) {
            found.add(scalar(key, each));
        }
        return found;
    }

    /** What the parser makes of one text or of each in a list; empty in place of {@code none}, and one empty value if the key is missing. */
    <T> List<Optional<T>> optionalValues(String key, Function<String, T> parser) {
        if (!has(key) || !required(key).isArray()) {
            return List.of(optionalValue(key, parser));
        }
        List<Optional<T>> values = new ArrayList<>();
        for (String text : texts(key)) {
            Optional<T> value = text.equals("none") ? Optional.empty() : Optional.of(parsed(key, text, parser));
            if (values.contains(value)) {
                throw broken(key, "'" + text + "' stands in the list twice, in other words");
            }
            values.add(value);
        }
        return values;
    }

    /** Whether the value has keys of its own. */
    boolean isBlock(String key) {
        return required(key).isObject();
    }

    /** One text, or a list of them. */
    List<String> textOrTexts(String key) {
        return required(key).isArray() ? texts(key) : List.of(text(key));
    }

    boolean yesOrNo(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        if (!required(key).isBoolean()) {
            throw broken(key, "'" + text(key) + "' is neither true nor false");
        }
        return required(key).booleanValue();
    }

    <T> T word(String key, Map<String, T> words) {
        return oneOf(key, text(key), words);
    }

    <T> List<T> words(String key, Map<String, T> words) {
        return texts(key).stream().map(each -> oneOf(key, each, words)).toList();
    }

    IllegalArgumentException broken(String key, String how) {
        return new IllegalArgumentException(file + ": " + named(key) + ": " + how);
    }

    private <T> T oneOf(String key, String word, Map<String, T> words) {
        if (!words.containsKey(word)) {
            throw broken(key, "'" + word + "' is none of " + list(words.keySet()));
        }
        return words.get(word);
    }

    private long whole(String key, JsonNode value, long from, long to) {
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < from
                || value.longValue() > to) {
            throw broken(key, "'" + value.asText() + "' is not a whole number in [" + from + ", " + to + "]");
        }
        return value.longValue();
    }

    private JsonNode required(String key) {
        var value = node.get(key);
        if (value == null || value.isNull()) {
            throw broken(key, "is missing");
        }
        return value;
    }

    private JsonNode listOf(String key) {
        var value = required(key);
        if (!value.isArray() || value.isEmpty()) {
            throw broken(key, "is not a list like [a, b]");
        }
        List<String> seen = new ArrayList<>();
        for (JsonNode each : value) {
            if (seen.contains(each.asText())) {
                throw broken(key, "'" + each.asText() + "' stands in the list twice");
            }
            seen.add(each.asText());
        }
        return value;
    }

    private String scalar(String key, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw broken(key, "is not a single value");
        }
        return value.asText();
    }

    private String named(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String list(Set<String> words) {
        return String.join(", ", new TreeSet<>(words));
    }
}
