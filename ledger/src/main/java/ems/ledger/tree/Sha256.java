package ems.ledger.tree;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * SHA-256 with the prefixes that keep leaves and inner nodes apart. Not thread-safe: it reuses one digest.
 *
 * <p>Source: RFC 9162, section 2.1.1.
 */
public final class Sha256 {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    /** The length of a hash, in bytes. */
    static final int LENGTH = 32;

    private static final byte[] NOTHING = {};

    /** How a hash is written. */
    public static final String HEX = "[0-9a-f]{64}";

    private static final Pattern WRITTEN = Pattern.compile(HEX);

    private final MessageDigest digest;
    /** What is hashed of a node: the prefix and two hashes. */
    private final byte[] node = new byte[1 + 2 * LENGTH];
    /** What is hashed of a leaf: the prefix and its bytes. */
    private byte[] leaf = new byte[256];

    public Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** @throws IllegalArgumentException if the text is not a hash of 64 hexadecimal digits */
    public static String checked(String text) {
        if (!WRITTEN.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a hash of 64 hexadecimal digits");
        }
        return text;
    }

    public byte[] of(byte[] bytes) {
        return digest.digest(bytes);
    }

    byte[] ofNothing() {
        return digest.digest(NOTHING);
    }

    public byte[] ofLeaf(byte[] leaf) {
        return ofLeaf(leaf, leaf.length);
    }

    /** The hash of a leaf of these first bytes. */
    public byte[] ofLeaf(byte[] bytes, int length) {
        byte[] hash = new byte[LENGTH];
        hashLeaf(bytes, 0, length, hash, 0);
        return hash;
    }

    /** Hashes a leaf that stands among other bytes, and writes its hash among other hashes. */
    void hashLeaf(byte[] bytes, int start, int end, byte[] hashes, int at) {
        int length = 1 + end - start;
        if (length > leaf.length) {
            leaf = new byte[2 * length];
        }
        leaf[0] = LEAF;
        System.arraycopy(bytes, start, leaf, 1, length - 1);
        hash(leaf, length, hashes, at);
    }

    /** Hashes two neighbours that stand here one after the other, and writes their hash in place of the first. */
    void hashNode(byte[] hashes, int at) {
        node[0] = NODE;
        System.arraycopy(hashes, at, node, 1, 2 * LENGTH);
        hash(node, node.length, hashes, at);
    }

    private void hash(byte[] bytes, int length, byte[] hashes, int at) {
        digest.update(bytes, 0, length);
        try {
            digest.digest(hashes, at, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("a hash has " + LENGTH + " bytes", e);
        }
    }

    byte[] ofNode(byte[] left, byte[] right) {
        int length = 1 + left.length + right.length;
        byte[] bytes = length == node.length ? node : new byte[length];
        bytes[0] = NODE;
        System.arraycopy(left, 0, bytes, 1, left.length);
        System.arraycopy(right, 0, bytes, 1 + left.length, right.length);
        return digest.digest(bytes);
    }
}
