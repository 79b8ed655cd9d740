package ems.ledger.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import ems.ledger.tree.InclusionProof;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.ProvenTree;
import ems.ledger.tree.Sha256;

import static java.util.Objects.requireNonNull;

/**
 * What a contract holds: values under keys, immutable. Its root is that of a hash tree (RFC 9162) over the lines
 * {@code key=value} in order of their keys, in UTF-8. No key holds
 * an equals sign.
 */
public final class State {

    public static final State EMPTY = new State(new String[0], Map.of(), new String[0], new byte[0][]);

    private final String[] keys;
    /** Where each key stands; states with the same keys share it. */
    private final Map<String, Integer> places;

    private final String[] values;
    /** The hash of each line, so that only lines that change are hashed again. */
    private final byte[][] hashes;

    private final MerkleTree tree;

    private State(String[] keys, Map<String, Integer> places, String[] values, byte[][] hashes) {
        this.keys = keys;
        this.places = places;
        this.values = values;
        this.hashes = hashes;
        this.tree = MerkleTree.overHashes(hashes, new Sha256());
    }

    public static State of(Map<String, String> lines) {
        return EMPTY.with(lines);
    }

    /** The state after these values are written, under new keys or in place of old ones. */
    State with(Map<String, String> writes) {
        if (writes.isEmpty()) {
            return this;
        }
        return places.keySet().containsAll(writes.keySet()) ? replaced(writes) : merged(new TreeMap<>(writes));
    }

    private State replaced(Map<String, String> writes) {
        var sha = new Sha256();
        String[] newValues = values.clone();
        byte[][] newHashes = hashes.clone();
        writes.forEach((key, value) -> {
            int place = requireNonNull(places.get(key));
            if (!value.equals(values[place])) {
                newValues[place] = value;
                newHashes[place] = sha.ofLeaf(bytes(key, value));
            }
        });
        return new State(keys, places, newValues, newHashes);
    }

    private State merged(SortedMap<String, String> writes) {
        var sha = new Sha256();
        int size = size()
                + (int) writes.keySet().stream()
                        .filter(key -> !places.containsKey(key))
                        .count();
        var newKeys = new String[size];
        var newValues = new String[size];
        var newHashes = new byte[size][];
        Map<String, Integer> newPlaces = new HashMap<>();
        Iterator<Map.Entry<String, String>> changes = writes.entrySet().iterator();
        var change = changes.next();
        int old = 0;
        for (int i = 0; i < size; i++) {
            int order = change == null ? -1 : old == size() ? 1 : keys[old].compareTo(change.getKey());
            if (change == null || order < 0) {
                newKeys[i] = keys[old];
                newValues[i] = values[old];
                newHashes[i] = hashes[old];
            } else {
                newKeys[i] = change.getKey();
                newValues[i] = change.getValue();
                newHashes[i] = sha.ofLeaf(bytes(newKeys[i], newValues[i]));
                change = changes.hasNext() ? changes.next() : null;
            }
            newPlaces.put(newKeys[i], i);
            old += order <= 0 ? 1 : 0;
        }
        return new State(newKeys, newPlaces, newValues, newHashes);
    }

    /** The state after these keys hold nothing any more. */
    State without(Set<String> forgotten) {
        if (forgotten.isEmpty()) {
            return this;
        }
        SortedMap<String, String> left = lines();
        left.keySet().removeAll(forgotten);
        return of(left);
    }

    private static byte[] bytes(String key, String value) {
        return (key + '=' + value).getBytes(StandardCharsets.UTF_8);
    }

    public int size() {
        return keys.length;
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(places.get(key)).map(place -> values[place]);
    }

    /** All values whose keys start with this and a bar, in order; under the rest of their keys. */
    SortedMap<String, String> under(String kind) {
        SortedMap<String, String> found = new TreeMap<>();
        String start = kind + '|';
        int place = Arrays.binarySearch(keys, start);
        for (int i = place < 0 ? -place - 1 : place; i < size() && keys[i].startsWith(start); i++) {
            found.put(keys[i].substring(start.length()), values[i]);
        }
        return found;
    }

    public SortedMap<String, String> lines() {
        SortedMap<String, String> lines = new TreeMap<>();
        for (int i = 0; i < size(); i++) {
            lines.put(keys[i], values[i]);
        }
        return lines;
    }

    /** Hex. */
    public String root() {
        return HexFormat.of().formatHex(tree.root());
    }

    /**
     * Where proofs are checked that lines of this state stand under a root.
     *
     * @param root hex
     */
    public ProvenTree under(String root, Sha256 sha) {
        return new ProvenTree(size(), HexFormat.of().parseHex(root), sha);
    }

    /** The proof that a value stands under the root; empty if the key has none. */
    public Optional<ProvenLine> proof(String key) {
        return Optional.ofNullable(places.get(key)).map(place -> new ProvenLine(key, values[place], tree.proof(place)));
    }

    /** A line of a state, and the path from it to the state's root. */
    public record ProvenLine(String key, String value, InclusionProof proof) {

        /** @param tree under the root of the state */
        public boolean isIn(ProvenTree tree) {
            return tree.proves(proof, bytes(key, value));
        }
    }
}
