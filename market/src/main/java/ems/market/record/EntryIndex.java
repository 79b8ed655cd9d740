package ems.market.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Finds the entries of a period by type and by key. Each index is built when it is first needed. Thread-safe. */
final class EntryIndex {

    private final List<StepRecord> steps;
    private final Map<Class<?>, List<?>> types = new ConcurrentHashMap<>();
    private final Map<Key<?>, Map<Object, List<Entry>>> keys = new ConcurrentHashMap<>();

    EntryIndex(List<StepRecord> steps) {
        this.steps = steps;
    }

    /** By what entries of a type are found. Each is a constant, as two functions are equal only if they are the same. */
    record Key<E extends Entry>(Class<E> type, Function<E, Object> of) {}

    /** In order of recording. */
    @SuppressWarnings("unchecked")
    <E extends Entry> List<E> all(Class<E> type) {
        return (List<E>) types.computeIfAbsent(type, first -> scan(type));
    }

    private <E extends Entry> List<E> scan(Class<E> type) {
        return steps.stream()
                .flatMap(done -> Entry.all(type, done.entries()).stream())
                .toList();
    }

    /** In order of recording. */
    @SuppressWarnings("unchecked")
    <E extends Entry> List<E> all(Key<E> key, Object value) {
        return (List<E>) keys.computeIfAbsent(key, first -> group(key)).getOrDefault(value, List.of());
    }

    private <E extends Entry> Map<Object, List<Entry>> group(Key<E> key) {
        Map<Object, List<Entry>> groups = new HashMap<>();
        for (E entry : all(key.type())) {
            groups.computeIfAbsent(key.of().apply(entry), first -> new ArrayList<>(1))
                    .add(entry);
        }
        groups.replaceAll((value, entries) -> List.copyOf(entries));
        return groups;
    }
}
