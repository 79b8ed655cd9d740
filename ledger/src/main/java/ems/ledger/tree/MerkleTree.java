package ems.ledger.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A hash tree over leaves, kept level by level: pairs of neighbours are hashed together, an odd one out moves up as it is.
 *
 * <p>Source: RFC 9162, section 2.1.1; an empty tree's root is the hash of nothing.
 */
public final class MerkleTree {

    /** Hashes that one thread makes at a time. */
    private static final int RUN = 4096;

    private final byte[][][] levels;
    private final byte[] root;

    private MerkleTree(byte[][][] levels, byte[] root) {
        this.levels = levels;
        this.root = root;
    }

    public static MerkleTree over(List<byte[]> leaves, Sha256 sha) {
        return overHashes(hashed(leaves.size(), sha, (digest, i) -> digest.ofLeaf(leaves.get(i))), sha);
    }

    /** @param leaves the leaves' hashes, made with {@link Sha256#ofLeaf}; kept, do not change them */
    public static MerkleTree overHashes(byte[][] leaves, Sha256 sha) {
        byte[][][] levels = new byte[height(leaves.length) + 1][][];
        levels[0] = leaves;
        for (int level = 1; level < levels.length; level++) {
            levels[level] = paired(levels[level - 1], new byte[0][], 0, sha);
        }
        return new MerkleTree(levels, leaves.length == 0 ? sha.ofNothing() : levels[levels.length - 1][0]);
    }

    /**
     * The tree over these hashes in place of its leaves'. Only what leads from those that changed to the root is hashed again.
     *
     * @param leaves as many; one that is the same array as before has not changed
     */
    public MerkleTree with(byte[][] leaves, Sha256 sha) {
        byte[][][] changed = levels.clone();
        changed[0] = leaves;
        for (int level = 1; level < levels.length; level++) {
            changed[level] = paired(levels[level - 1], changed[level - 1], levels[level], sha);
        }
        return new MerkleTree(changed, leaves.length == 0 ? root : changed[levels.length - 1][0]);
    }

    /**
     * The tree over these leaves and more. Of the hashes that are known only those at its end are made again.
     *
     * @param more the further leaves
     */
    public MerkleTree and(List<byte[]> more, Sha256 sha) {
        int known = size();
        byte[][] leaves = Arrays.copyOf(levels[0], known + more.size());
        for (int i = 0; i < more.size(); i++) {
            leaves[known + i] = sha.ofLeaf(more.get(i));
        }
        byte[][][] grown = new byte[height(leaves.length) + 1][][];
        grown[0] = leaves;
        for (int level = 1; level < grown.length; level++) {
            grown[level] = paired(
                    grown[level - 1], level < levels.length ? levels[level] : new byte[0][], known >> level, sha);
        }
        return new MerkleTree(grown, leaves.length == 0 ? root : grown[grown.length - 1][0]);
    }

    /** @param full how many of the known hashes are of full trees, to which nothing is added */
    private static byte[][] paired(byte[][] below, byte[][] known, int full, Sha256 sha) {
        return hashed((below.length + 1) / 2, sha, (digest, i) -> {
            int left = 2 * i;
            if (i < full) {
                return known[i];
            }
            return left + 1 < below.length ? digest.ofNode(below[left], below[left + 1]) : below[left];
        });
    }

    /** @param before what was below as the known hashes were made */
    private static byte[][] paired(byte[][] before, byte[][] below, byte[][] known, Sha256 sha) {
        return hashed(known.length, sha, (digest, i) -> {
            int left = 2 * i;
            if (left + 1 == below.length) {
                return below[left];
            }
            boolean same = before[left] == below[left] && before[left + 1] == below[left + 1];
            return same ? known[i] : digest.ofNode(below[left], below[left + 1]);
        });
    }

    static int height(int size) {
        return size < 2 ? 0 : 32 - Integer.numberOfLeadingZeros(size - 1);
    }

    /** The hash at a place of a level. */
    private interface Hashing {
        byte[] at(Sha256 sha, int place);
    }

    /** A long level is cut in runs that all cores share; each run has a digest of its own. */
    private static byte[][] hashed(int size, Sha256 sha, Hashing hashing) {
        byte[][] level = new byte[size][];
        if (size <= RUN) {
            fill(level, 0, sha, hashing);
        } else {
            IntStream.rangeClosed(0, (size - 1) / RUN)
                    .parallel()
                    .forEach(run -> fill(level, run * RUN, new Sha256(), hashing));
        }
        return level;
    }

    private static void fill(byte[][] level, int from, Sha256 sha, Hashing hashing) {
        for (int i = from; i < Math.min(from + RUN, level.length); i++) {
            level[i] = hashing.at(sha, i);
        }
    }

    /** The leaves' hashes, in an array of its own. */
    public byte[][] leaves() {
        return levels[0].clone();
    }

    public int size() {
        return levels[0].length;
    }

    public byte[] root() {
        return root.clone();
    }

    /** @param index in [0, size) */
    public InclusionProof proof(int index) {
        if (index < 0 || index >= size()) {
            throw new IllegalArgumentException("leaf " + index + " is outside [0, " + size() + ")");
        }
        List<byte[]> path = new ArrayList<>(levels.length - 1);
        int place = index;
        for (int level = 0; level + 1 < levels.length; level++) {
            int neighbour = place ^ 1;
            if (neighbour < levels[level].length) {
                path.add(levels[level][neighbour]);
            }
            place >>= 1;
        }
        return new InclusionProof(index, size(), path);
    }

    /**
     * That this tree starts with all leaves of an earlier one.
     *
     * @param earlier number of its leaves, in [1, size]
     */
    public ConsistencyProof consistency(int earlier) {
        if (earlier < 1 || earlier > size()) {
            throw new IllegalArgumentException("an earlier size of " + earlier + " is outside [1, " + size() + "]");
        }
        List<byte[]> path = new ArrayList<>();
        prove(earlier, 0, size(), true, path);
        return new ConsistencyProof(earlier, size(), path);
    }

    /**
     * RFC 9162, section 2.1.4.1: SUBPROOF of the earlier leaves in [from, to).
     *
     * @param known whether the earlier tree's root is this part's, which the verifier has
     */
    private void prove(int earlier, int from, int to, boolean known, List<byte[]> path) {
        if (earlier == to - from) {
            if (!known) {
                path.add(rootOf(from, to));
            }
            return;
        }
        int left = Integer.highestOneBit(to - from - 1);
        if (earlier <= left) {
            prove(earlier, from, from + left, known, path);
            path.add(rootOf(from + left, to));
        } else {
            prove(earlier - left, from + left, to, false, path);
            path.add(rootOf(from, from + left));
        }
    }

    /** Root of the part [from, to), which is a node of this tree: a full one, or the one at the end of its level. */
    private byte[] rootOf(int from, int to) {
        int level = height(to - from);
        return levels[level][from >> level];
    }
}
