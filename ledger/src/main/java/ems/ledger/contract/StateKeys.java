package ems.ledger.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The keys of a state in their order, which all states with the same keys share. */
final class StateKeys {

    static final StateKeys NONE = new StateKeys(new String[0]);

    private final String[] keys;
    private final Map<String, Integer> places;
    /** What lines of the state start with. */
    private final byte[][] starts;

    /** @param keys in order, each once */
    StateKeys(String[] keys) {
        this.keys = keys;
        this.places = new HashMap<>(2 * keys.length);
        this.starts = new byte[keys.length][];
        for (int place = 0; place < keys.length; place++) {
            places.put(keys[place], place);
            starts[place] = start(keys[place]);
        }
    }

    private static byte[] start(String key) {
        return (key + '=').getBytes(StandardCharsets.UTF_8);
    }

    int size() {
        return keys.length;
    }

    String key(int place) {
        return keys[place];
    }

    byte[] start(int place) {
        return starts[place];
    }

    @Nullable
    Integer place(String key) {
        return places.get(key);
    }

    /** The place of the first key that is not before this text. */
    int firstFrom(String text) {
        int place = Arrays.binarySearch(keys, text);
        return place < 0 ? -place - 1 : place;
    }
}
