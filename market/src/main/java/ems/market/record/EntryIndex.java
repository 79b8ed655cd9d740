package ems.market.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import static java.util.Objects.requireNonNullElse;

/**
 * Finds the entries of a period by type and by key, in order of recording. Entries are grouped by a key when that is first needed, and
 * those of a type to which a step adds nothing are not grouped again. Thread-safe.
 */
final class EntryIndex {

    static final EntryIndex EMPTY = new EntryIndex(Map.of());

    private final Map<Class<?>, OfType> types;

    private EntryIndex(Map<Class<?>, OfType> types) {
        this.types = types;
    }

    /** By what entries of a type are found. Each is a constant, as two functions are equal only if they are the same. */
    record Key<E extends Entry>(Class<E> type, Function<E, Object> of) {}

    /** The index of these entries and of more, which are recorded after them. */
    EntryIndex and(List<Entry> more) {
        Map<Class<?>, List<Entry>> added = byType(more);
        Map<Class<?>, OfType> all = new HashMap<>(types);
        added.forEach((type, entries) ->
                all.put(type, requireNonNullElse(types.get(type), OfType.NONE).and(entries)));
        return new EntryIndex(all);
    }

    /** Entries of a type mostly stand together. */
    private static Map<Class<?>, List<Entry>> byType(List<Entry> entries) {
        Map<Class<?>, List<Entry>> found = new HashMap<>();
        Class<?> type = null;
        List<Entry> same = List.of();
        for (Entry entry : entries) {
            if (entry.getClass() != type) {
                type = entry.getClass();
                same = found.computeIfAbsent(type, first -> new ArrayList<>());
            }
            same.add(entry);
        }
        return found;
    }

    <E extends Entry> List<E> all(Class<E> type) {
        return of(type).all();
    }

    <E extends Entry> List<E> all(Key<E> key, Object value) {
        return of(key.type()).all(key, value);
    }

    private OfType of(Class<?> type) {
        return types.getOrDefault(type, OfType.NONE);
    }

    /** The entries of one type. */
    private static final class OfType {

        static final OfType NONE = new OfType(List.of());

        private final List<Entry> entries;
        private final Map<Key<?>, Map<Object, List<Entry>>> keys = new ConcurrentHashMap<>();

        OfType(List<Entry> entries) {
            this.entries = Collections.unmodifiableList(entries);
        }

        OfType and(List<Entry> more) {
            if (entries.isEmpty()) {
                return new OfType(more);
            }
            List<Entry> all = new ArrayList<>(entries);
            all.addAll(more);
            return new OfType(all);
        }

        @SuppressWarnings("unchecked")
        <E extends Entry> List<E> all() {
            return (List<E>) entries;
        }

        @SuppressWarnings("unchecked")
        <E extends Entry> List<E> all(Key<E> key, Object value) {
            return entries.isEmpty()
                    ? List.of()
                    : (List<E>) keys.computeIfAbsent(key, first -> group(key)).getOrDefault(value, List.of());
        }

        /** Entries of a value mostly stand together. */
        private <E extends Entry> Map<Object, List<Entry>> group(Key<E> key) {
            Map<Object, List<Entry>> groups = new HashMap<>(2 * entries.size());
            Object last = null;
            List<Entry> same = List.of();
            for (E entry : this.<E>all()) {
                Object value = key.of().apply(entry);
                if (!value.equals(last)) {
                    last = value;
                    same = groups.computeIfAbsent(value, first -> new ArrayList<>(1));
                }
                same.add(entry);
            }
            groups.replaceAll((value, grouped) -> Collections.unmodifiableList(grouped));
            return groups;
        }
    }
}
