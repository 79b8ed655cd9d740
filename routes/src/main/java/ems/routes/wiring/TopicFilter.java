package ems.routes.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which MQTT topics are meant: levels between slashes, where {@code +} stands for any one level and a last {@code #} for the
 * rest, as in section 4.7 of MQTT 3.1.1.
 */
public record TopicFilter(String text) {

    private static final int LONGEST = 300;
    private static final String ANY = "+";
    private static final String REST = "#";

    /** @throws IllegalArgumentException with the reason if a broker would refuse it, or it would mean everything */
    public TopicFilter {
        var levels = levels(text);
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("a topic filter has 1 to " + LONGEST + " characters");
        }
        if (text.startsWith("$")) {
            throw new IllegalArgumentException("topics that start with $ are the broker's own");
        }
        for (int i = 0; i < levels.length; i++) {
            boolean last = i == levels.length - 1;
            if (levels[i].contains(REST) && !(last && levels[i].equals(REST))) {
                throw new IllegalArgumentException("# stands alone in the last level only");
            }
            if (levels[i].contains(ANY) && !levels[i].equals(ANY)) {
                throw new IllegalArgumentException(
                        "+ stands for a whole level: 'tele/+/SENSOR', not 'tele/plug+/SENSOR'");
            }
        }
        if (Stream.of(levels).allMatch(level -> level.equals(ANY) || level.equals(REST))) {
            throw new IllegalArgumentException("it would take everything that the broker has: name at least one level");
        }
    }

    private static String[] levels(String topic) {
        return topic.split("/", -1);
    }

    /** How many levels are a {@code +}. */
    int placeholders() {
        return (int) Stream.of(levels(text)).filter(ANY::equals).count();
    }

    /** Whether it ends with the rest, whatever that is. */
    boolean endsOpen() {
        return text.endsWith(REST);
    }

    boolean isFixed() {
        return placeholders() == 0 && !text.endsWith(REST);
    }

    /** What stands in place of each {@code +}; empty if the topic is not meant. */
    Optional<List<String>> match(String topic) {
        var wanted = levels(text);
        var given = levels(topic);
        List<String> found = new ArrayList<>();
        if (topic.startsWith("$")) {
            return Optional.empty();
        }
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals(REST)) {
                return Optional.of(found);
            }
            if (i >= given.length || !wanted[i].equals(ANY) && !wanted[i].equals(given[i])) {
                return Optional.empty();
            }
            if (wanted[i].equals(ANY)) {
                found.add(given[i]);
            }
        }
        return wanted.length == given.length ? Optional.of(found) : Optional.empty();
    }

    /** A topic of this kind, with this word in place of each {@code +}. */
    String example(String word) {
        return text.replace(ANY, word).replace(REST, word);
    }
}
