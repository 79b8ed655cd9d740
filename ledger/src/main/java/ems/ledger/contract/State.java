package ems.ledger.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import ems.ledger.tree.InclusionProof;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.ProvenTree;
import ems.ledger.tree.Sha256;

/**
 * What a contract holds: values under keys, immutable. Its root is that of a hash tree (RFC 9162) over the lines
 * {@code key=value} in order of their keys, in UTF-8. No key holds
 * an equals sign.
 */
public final class State {

    public static final State EMPTY = new State(new String[0], new String[0], new byte[0][]);

    private final String[] keys;
    private final String[] values;
    /** The hash of each line, so that only lines that change are hashed again. */
    private final byte[][] hashes;

    private final MerkleTree tree;

    private State(String[] keys, String[] values, byte[][] hashes) {
        this.keys = keys;
        this.values = values;
        this.hashes = hashes;
        this.tree = MerkleTree.overHashes(hashes, new Sha256());
    }

    public static State of(SortedMap<String, String> lines) {
        return EMPTY.with(lines);
    }

    /** The state after these values are written, under new keys or in place of old ones. */
    State with(SortedMap<String, String> writes) {
        return writes.isEmpty() ? this : merged(writes, size() + added(writes));
    }

    private int added(SortedMap<String, String> writes) {
        return (int) writes.keySet().stream().filter(key -> place(key) < 0).count();
    }

    private State merged(SortedMap<String, String> writes, int size) {
        var sha = new Sha256();
        var newKeys = new String[size];
        var newValues = new String[size];
        var newHashes = new byte[size][];
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
            old += order <= 0 ? 1 : 0;
        }
        return new State(newKeys, newValues, newHashes);
    }

    private static byte[] bytes(String key, String value) {
        return (key + '=' + value).getBytes(StandardCharsets.UTF_8);
    }

    private int place(String key) {
        return Arrays.binarySearch(keys, key);
    }

    public int size() {
        return keys.length;
    }

    public Optional<String> get(String key) {
        int place = place(key);
        return place < 0 ? Optional.empty() : Optional.of(values[place]);
    }

    /** All values whose keys start with this and a bar, in order; under the rest of their keys. */
    SortedMap<String, String> under(String kind) {
        SortedMap<String, String> found = new TreeMap<>();
        String start = kind + '|';
        int place = place(start);
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
        int place = place(key);
        return place < 0 ? Optional.empty() : Optional.of(new ProvenLine(key, values[place], tree.proof(place)));
    }

    /** A line of a state, and the path from it to the state's root. */
    public record ProvenLine(String key, String value, InclusionProof proof) {

        /** @param tree under the root of the state */
        public boolean isIn(ProvenTree tree) {
            return tree.proves(proof, bytes(key, value));
        }
    }
}
