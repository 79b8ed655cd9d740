package ems.ledger.receipt;

import java.util.HexFormat;
import java.util.List;

import ems.ledger.tree.InclusionProof;
import ems.ledger.tree.Sha256;

/**
 * Hashes of the neighbours from a leaf up to the root of its tree, as hex.
 *
 * @param hashes at most 62
 */
public record HashPath(List<String> hashes) {

    /** A tree of 2^62 leaves. */
    private static final int MOST = 62;

    public HashPath {
        hashes = List.copyOf(hashes);
        if (hashes.size() > MOST) {
            throw new IllegalArgumentException("a path of more than " + MOST + " hashes");
        }
        hashes.forEach(Sha256::checked);
    }

    static HashPath of(InclusionProof proof) {
        return new HashPath(proof.path().stream().map(HexFormat.of()::formatHex).toList());
    }

    /** @param text hashes with a blank between them, empty: none */
    static HashPath parse(String text) {
        return new HashPath(text.isEmpty() ? List.of() : List.of(text.split(" ", MOST + 2)));
    }

    String text() {
        return String.join(" ", hashes);
    }

    InclusionProof at(int index, int size) {
        return new InclusionProof(
                index, size, hashes.stream().map(HexFormat.of()::parseHex).toList());
    }
}
