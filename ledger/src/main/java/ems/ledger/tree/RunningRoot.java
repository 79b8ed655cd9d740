package ems.ledger.tree;

import java.util.Arrays;

/**
 * The root of a hash tree whose leaves come one after the other and are not kept: only the roots of the full trees that they
 * fill are, the largest first. It is the root of {@link MerkleTree} over the same leaves. Not thread-safe.
 *
 * <p>Source: RFC 9162, section 2.1.2.
 */
public final class RunningRoot {

    private final Sha256 sha;
    private final byte[] trees = new byte[Integer.SIZE * Sha256.LENGTH];
    private int kept;
    private int size;

    public RunningRoot(Sha256 sha) {
        this.sha = sha;
    }

    /** The next leaf: bytes from {@code start} to before {@code end}. */
    public void add(byte[] bytes, int start, int end) {
        sha.hashLeaf(bytes, start, end, trees, kept);
        kept += Sha256.LENGTH;
        for (int full = size; (full & 1) == 1; full >>= 1) {
            join();
        }
        size++;
    }

    /** Ends the tree, and begins another. */
    public byte[] end() {
        if (size == 0) {
            return sha.ofNothing();
        }
        while (kept > Sha256.LENGTH) {
            join();
        }
        kept = 0;
        size = 0;
        return Arrays.copyOf(trees, Sha256.LENGTH);
    }

    /** The last two trees become one. */
    private void join() {
        kept -= Sha256.LENGTH;
        sha.hashNode(trees, kept - Sha256.LENGTH);
    }
}
