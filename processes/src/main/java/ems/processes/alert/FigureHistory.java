package ems.processes.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What was measured in the last quarter of an hour, look by look. */
final class FigureHistory {

    static final Duration KEPT = Duration.ofMinutes(15);

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(Instant at, Map<Figure, Double> values) {}

    /** @param at after all looks before; if the clock was set back, these are forgotten */
    void add(Instant at, Map<Figure, Double> values) {
        looks.removeIf(look -> look.at().isBefore(at.minus(KEPT)) || !look.at().isBefore(at));
        looks.add(new Look(at, Map.copyOf(values)));
    }

    /** What was measured at the last look. */
    Stream<Map.Entry<Figure, Double>> latest(String name) {
        return looks.isEmpty()
                ? Stream.empty()
                : looks.getLast().values().entrySet().stream()
                        .filter(value -> value.getKey().name().equals(name));
    }

    /** At how many looks a figure was measured. */
    long looksAt(Figure figure) {
        return looks.stream().filter(look -> look.values().containsKey(figure)).count();
    }

    /**
     * By how much a figure has grown since the first look in this time.
     *
     * @return empty if it was seen once at most
     */
    OptionalDouble growth(Figure figure, Duration time) {
        var from = looks.getLast().at().minus(time);
        var seen = looks.stream()
                .filter(look -> !look.at().isBefore(from) && look.values().containsKey(figure))
                .mapToDouble(look -> look.values().get(figure))
                .toArray();
        return seen.length < 2 ? OptionalDouble.empty() : OptionalDouble.of(seen[seen.length - 1] - seen[0]);
    }
}
