package ems.ledger.contract;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import ems.ledger.contract.Held.Words;
import ems.ledger.tree.InclusionProof;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.ProvenTree;
import ems.ledger.tree.Sha256;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a contract holds: values under keys, immutable. Its root is that of a hash tree (RFC 9162) over the lines
 * {@code key=value} in order of their keys, in UTF-8. No key holds
 * an equals sign.
 */
public final class State {

    public static final State EMPTY =
            new State(StateKeys.NONE, new Held[0], MerkleTree.overHashes(new byte[0][], new Sha256()));

    private final StateKeys keys;
    private final Held[] values;
    /** Over the lines: those that change are hashed again, and what leads from them to the root. */
    private final MerkleTree tree;

    private final String root;

    private State(StateKeys keys, Held[] values, MerkleTree tree) {
        this.keys = keys;
        this.values = values;
        this.tree = tree;
        this.root = HexFormat.of().formatHex(tree.root());
    }

    public static State of(Map<String, String> lines) {
        Map<String, Held> writes = new HashMap<>();
        lines.forEach((key, value) -> writes.put(key, new Words(value)));
        return EMPTY.with(writes);
    }

    /** The state after these values are written, under new keys or in place of old ones. */
    State with(Map<String, ? extends Held> writes) {
        if (writes.isEmpty()) {
            return this;
        }
        var sha = new Sha256();
        var line = new StateLine();
        Held[] newValues = values.clone();
        byte[][] newHashes = tree.leaves();
        for (Map.Entry<String, ? extends Held> write : writes.entrySet()) {
            var place = keys.place(write.getKey());
            if (place == null) {
                return merged(writes);
            }
            var value = write.getValue();
            if (!value.equals(values[place])) {
                newValues[place] = value;
                newHashes[place] = hash(line, keys.start(place), value, sha);
            }
        }
        return new State(keys, newValues, tree.with(newHashes, sha));
    }

    private State merged(Map<String, ? extends Held> writes) {
        SortedMap<String, Held> all = held();
        all.putAll(writes);
        return holding(all);
    }

    /** The state of these values; lines that this one holds, too, are not hashed again. */
    private State holding(SortedMap<String, Held> all) {
        var sha = new Sha256();
        var line = new StateLine();
        var newKeys = new StateKeys(all.keySet().toArray(new String[0]));
        Held[] newValues = all.values().toArray(new Held[0]);
        byte[][] hashes = tree.leaves();
        byte[][] newHashes = new byte[newKeys.size()][];
        for (int i = 0; i < newHashes.length; i++) {
            var place = keys.place(newKeys.key(i));
            newHashes[i] = place != null && newValues[i].equals(values[place])
                    ? hashes[place]
                    : hash(line, newKeys.start(i), newValues[i], sha);
        }
        return new State(newKeys, newValues, MerkleTree.overHashes(newHashes, sha));
    }

    private static byte[] hash(StateLine line, byte[] start, Held value, Sha256 sha) {
        value.writeTo(line.begin(start));
        return sha.ofLeaf(line.bytes(), line.length());
    }

    /** The state after these keys hold nothing any more. */
    State without(Set<String> forgotten) {
        if (forgotten.isEmpty()) {
            return this;
        }
        SortedMap<String, Held> left = held();
        left.keySet().removeAll(forgotten);
        return holding(left);
    }

    public int size() {
        return keys.size();
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(held(key)).map(Held::text);
    }

    /** Null if nothing is held. */
    @Nullable
    Held held(String key) {
        var place = keys.place(key);
        return place == null ? null : values[place];
    }

    /** All values whose keys start with this and a bar, in order; under the rest of their keys. */
    SortedMap<String, String> under(String kind) {
        SortedMap<String, String> found = new TreeMap<>();
        String start = kind + '|';
        for (int i = keys.firstFrom(start); i < size() && keys.key(i).startsWith(start); i++) {
            found.put(keys.key(i).substring(start.length()), values[i].text());
        }
        return found;
    }

    public SortedMap<String, String> lines() {
        SortedMap<String, String> lines = new TreeMap<>();
        held().forEach((key, value) -> lines.put(key, value.text()));
        return lines;
    }

    private SortedMap<String, Held> held() {
        SortedMap<String, Held> held = new TreeMap<>();
        for (int i = 0; i < size(); i++) {
            held.put(keys.key(i), values[i]);
        }
        return held;
    }

    /** Hex. */
    public String root() {
        return root;
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
        return Optional.ofNullable(keys.place(key))
                .map(place -> new ProvenLine(key, values[place].text(), tree.proof(place)));
    }

    /** A line of a state, and the path from it to the state's root. */
    public record ProvenLine(String key, String value, InclusionProof proof) {

        /** @param tree under the root of the state */
        public boolean isIn(ProvenTree tree) {
            return tree.proves(proof, (key + '=' + value).getBytes(UTF_8));
        }
    }
}
