package ems.ledger.tree;

import java.security.MessageDigest;
import java.util.List;

/**
 * Evidence that a leaf stands at a place under a root.
 *
 * <p>Source: RFC 9162, section 2.1.3.2.
 *
 * @param index place of the leaf, from 0
 * @param size number of leaves under the root
 * @param path hashes of the neighbours from the leaf up
 */
public record InclusionProof(int index, int size, List<byte[]> path) {

    public InclusionProof {
        path = List.copyOf(path);
    }

    /** True only if leaf and path lead to the root, with no hash of the path missing or left over. */
    public boolean proves(byte[] leaf, byte[] root, Sha256 sha) {
        if (index < 0 || index >= size) {
            return false;
        }
        int place = index;
        int last = size - 1;
        byte[] hash = sha.ofLeaf(leaf);
        for (byte[] neighbour : path) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                hash = sha.ofNode(neighbour, hash);
                int promoted = place == 0 ? 0 : Integer.numberOfTrailingZeros(place);
                place >>= promoted;
                last >>= promoted;
            } else {
                hash = sha.ofNode(hash, neighbour);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }
}
