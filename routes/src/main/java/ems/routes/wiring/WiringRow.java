package ems.routes.wiring;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.JsonPointer;

/**
 * One row of the wiring table.
 *
 * @param row as a spreadsheet numbers it
 * @param pointer to the number in a JSON payload; the empty pointer where the payload is the number
 * @param member of whom it tells: an id, in which {@code {1}} stands for what the first {@code +} of the filter is
 * @param staleAfter how long a value holds unless another comes
 */
record WiringRow(
        int row,
        TopicFilter filter,
        JsonPointer pointer,
        WiredUnit unit,
        Told tells,
        Part part,
        String member,
        Duration staleAfter) {

    private static final Pattern PLACE = Pattern.compile("\\{([1-9])}");

    /** Of whom a message on this topic tells; empty if the row does not mean the topic. */
    Optional<String> memberOf(String topic) {
        return filter.match(topic).map(this::member);
    }

    private String member(List<String> found) {
        return PLACE.matcher(member).replaceAll(place -> {
            int number = Integer.parseInt(place.group(1));
            return java.util.regex.Matcher.quoteReplacement(found.get(number - 1));
        });
    }

    /** Whether some message could make this row tell of the member. */
    boolean mayTellOf(String name) {
        var parts = PLACE.split(member, -1);
        var pattern = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            pattern.append(i == 0 ? "" : ".+").append(Pattern.quote(parts[i]));
        }
        return name.matches(pattern.toString());
    }

    boolean isTemplate() {
        return PLACE.matcher(member).find();
    }

    /** Whether each {@code +} of the filter stands in the member, so that two devices cannot be taken for one. */
    boolean isNamedByEachPlaceholder() {
        return IntStream.rangeClosed(1, filter.placeholders()).allMatch(number -> member.contains("{" + number + "}"));
    }

    /** The highest number in braces; 0 if there is none. */
    static int highestPlace(String member) {
        return PLACE.matcher(member)
                .results()
                .mapToInt(place -> Integer.parseInt(place.group(1)))
                .max()
                .orElse(0);
    }

    Payload.Found value(byte[] payload) {
        return Payload.at(pointer, unit, payload);
    }
}
