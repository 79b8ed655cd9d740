package ems.market.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Finds the entries of one step by type and by key, in order of recording. Each index is built when it is first needed, and
 * serves every record of the period that holds the step. Thread-safe.
 */
final class EntryIndex {

    private final StepRecord step;
    private final Map<Key<?>, Map<Object, List<Entry>>> keys = new ConcurrentHashMap<>();
    private volatile @Nullable Map<Class<?>, List<Entry>> types;

    EntryIndex(StepRecord step) {
        this.step = step;
    }

    /** By what entries of a type are found. Each is a constant, as two functions are equal only if they are the same. */
    record Key<E extends Entry>(Class<E> type, Function<E, Object> of) {}

    StepRecord step() {
        return step;
    }

    @SuppressWarnings("unchecked")
    <E extends Entry> List<E> all(Class<E> type) {
        var known = types;
        if (known == null) {
            known = byType();
            types = known;
        }
        return (List<E>) known.getOrDefault(type, List.of());
    }

    /** Entries of a type mostly stand together. */
    private Map<Class<?>, List<Entry>> byType() {
        Map<Class<?>, List<Entry>> found = new HashMap<>();
        Class<?> type = null;
        List<Entry> same = List.of();
        for (Entry entry : step.entries()) {
            if (entry.getClass() != type) {
                type = entry.getClass();
                same = found.computeIfAbsent(type, first -> new ArrayList<>());
            }
            same.add(entry);
        }
        found.replaceAll((each, entries) -> Collections.unmodifiableList(entries));
        return found;
    }

    @SuppressWarnings("unchecked")
    <E extends Entry> List<E> all(Key<E> key, Object value) {
        return all(key.type()).isEmpty()
                ? List.of()
                : (List<E>) keys.computeIfAbsent(key, first -> group(key)).getOrDefault(value, List.of());
    }

    /** Entries of a value mostly stand together. */
    private <E extends Entry> Map<Object, List<Entry>> group(Key<E> key) {
        Map<Object, List<Entry>> groups = new HashMap<>();
        Object last = null;
        List<Entry> same = List.of();
        for (E entry : all(key.type())) {
            Object value = key.of().apply(entry);
            if (!value.equals(last)) {
                last = value;
                same = groups.computeIfAbsent(value, first -> new ArrayList<>(1));
            }
            same.add(entry);
        }
        groups.replaceAll((value, entries) -> Collections.unmodifiableList(entries));
        return groups;
    }
}
