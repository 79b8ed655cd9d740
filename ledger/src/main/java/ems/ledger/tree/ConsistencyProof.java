package ems.ledger.tree;

import java.security.MessageDigest;
import java.util.List;

/**
 * Evidence that a tree only grew: its first leaves are all leaves of an earlier one.
 *
 * <p>Source: RFC 9162, section 2.1.4.2.
 *
 * @param earlier number of leaves of the earlier tree, above 0
 * @param later number of leaves now
 * @param path hashes that lead to both roots
 */
public record ConsistencyProof(int earlier, int later, List<byte[]> path) {

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** True only if the path leads to both roots, with no hash missing or left over. */
    public boolean proves(byte[] earlierRoot, byte[] laterRoot, Sha256 sha) {
        if (earlier < 1 || earlier > later) {
            return false;
        }
        if (earlier == later) {
            return path.isEmpty() && MessageDigest.isEqual(earlierRoot, laterRoot);
        }
        boolean isFull = Integer.bitCount(earlier) == 1;
        if (!isFull && path.isEmpty()) {
            return false;
        }
        int skipped = Integer.numberOfTrailingZeros(earlier);
        int place = (earlier - 1) >> skipped;
        int last = (later - 1) >> skipped;
        byte[] old = isFull ? earlierRoot : path.get(0);
        byte[] now = old;
        for (byte[] neighbour : isFull ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                old = sha.ofNode(neighbour, old);
                now = sha.ofNode(neighbour, now);
                int promoted = place == 0 ? 0 : Integer.numberOfTrailingZeros(place);
                place >>= promoted;
                last >>= promoted;
            } else {
                now = sha.ofNode(now, neighbour);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(old, earlierRoot) && MessageDigest.isEqual(now, laterRoot);
    }
}
