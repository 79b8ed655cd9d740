package ems.ledger.tree;

import java.util.Arrays;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;

/**
 * Checks many inclusion proofs under one root. A path is hashed up to the first node that is known to lead to the root, and
 * from there on compared; a path that holds makes its own nodes and their neighbours known. All leaves of a tree together
 * cost as many hashes as the tree itself. Not thread-safe.
 */
public final class ProvenTree {

    private final int size;
    private final Sha256 sha;
    /** Hashes of the nodes that lead to the root, level by level from the leaves; a node and its neighbour are known together. */
    private final byte[] @Nullable [][] known;

    /** @param size number of leaves under the root */
    public ProvenTree(int size, byte[] root, Sha256 sha) {
        this.size = size;
        this.sha = sha;
        this.known = new byte[MerkleTree.height(size) + 1][][];
        int nodes = Math.max(1, size);
        for (int level = 0; level < known.length; level++) {
            known[level] = new byte[nodes][];
            nodes = (nodes + 1) / 2;
        }
        known[known.length - 1][0] = root.clone();
    }

    /** True only if leaf and path lead to the root, with no hash of the path missing or left over. */
    public boolean proves(InclusionProof proof, byte[] leaf) {
        return proof.size() == size
                && proof.index() >= 0
                && proof.index() < size
                && leads(0, proof.index(), sha.ofLeaf(leaf), proof.path().iterator());
    }

    /** Whether this is the hash of the node, and the rest of the path leads from the node to the root. */
    private boolean leads(int level, int place, byte[] hash, Iterator<byte[]> path) {
        byte[][] nodes = known[level];
        boolean isKnown = nodes[place] != null;
        if (isKnown && !Arrays.equals(hash, nodes[place])) {
            return false;
        }
        if (level == known.length - 1) {
            return !path.hasNext();
        }
        int neighbour = place ^ 1;
        if (neighbour == nodes.length) {
            return leads(level + 1, place >> 1, hash, path) && know(nodes, place, hash);
        }
        if (!path.hasNext()) {
            return false;
        }
        byte[] other = path.next();
        if (isKnown) {
            return Arrays.equals(other, nodes[neighbour])
                    && leads(level + 1, place >> 1, known[level + 1][place >> 1], path);
        }
        byte[] above = neighbour < place ? sha.ofNode(other, hash) : sha.ofNode(hash, other);
        return leads(level + 1, place >> 1, above, path) && know(nodes, place, hash) && know(nodes, neighbour, other);
    }

    private static boolean know(byte[][] nodes, int place, byte[] hash) {
        nodes[place] = hash;
        return true;
    }
}
