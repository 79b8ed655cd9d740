package ems.ledger.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A hash tree that only grows, immutable: of its leaves only the roots of the full trees that they fill are kept, the
 * largest first. Its root is that of {@link MerkleTree} over the same leaves.
 *
 * <p>Source: RFC 9162, section 2.1.2; a size of n has as many full trees as n has ones in binary.
 *
 * @param size number of leaves
 * @param fullTrees their roots
 */
public record LogTree(long size, List<byte[]> fullTrees) {

    public static final LogTree EMPTY = new LogTree(0, List.of());

    /** @throws IllegalArgumentException if a tree of this size has another number of full trees */
    public LogTree {
        fullTrees = List.copyOf(fullTrees);
        if (size < 0 || Long.bitCount(size) != fullTrees.size()) {
            throw new IllegalArgumentException(
                    "a tree of " + size + " leaves is not made of " + fullTrees.size() + " full trees");
        }
    }

    public LogTree with(byte[] leaf, Sha256 sha) {
        List<byte[]> trees = new ArrayList<>(fullTrees);
        byte[] last = sha.ofLeaf(leaf);
        for (int joined = Long.numberOfTrailingZeros(~size); joined > 0; joined--) {
            last = sha.ofNode(trees.remove(trees.size() - 1), last);
        }
        trees.add(last);
        return new LogTree(size + 1, trees);
    }

    public byte[] root(Sha256 sha) {
        if (fullTrees.isEmpty()) {
            return sha.ofNothing();
        }
        byte[] root = fullTrees.get(fullTrees.size() - 1);
        for (int i = fullTrees.size() - 2; i >= 0; i--) {
            root = sha.ofNode(fullTrees.get(i), root);
        }
        return root.clone();
    }
}
