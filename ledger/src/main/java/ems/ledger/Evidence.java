package ems.ledger;

import ems.ledger.tree.InclusionProof;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;
import ems.market.period.MatchingPeriod;

/** An entry, and the proof that it stands under the root of a block. */
record Evidence(BlockHeader header, byte[] root, byte[] leaf, InclusionProof proof) {

    /** @throws IllegalStateException if the proof does not lead to the block's root */
    Evidence checked(Sha256 sha) {
        if (!proof.proves(leaf, root, sha)) {
            throw new IllegalStateException(
                    "entry " + (proof.index() + 1) + " of " + Blocks.name(header) + " is not under the block's root");
        }
        return this;
    }

    MatchingPeriod period() {
        return header.key().period();
    }

    boolean isAfter(Evidence other) {
        return header.height() > other.header.height()
                || header.height() == other.header.height() && proof.index() > other.proof.index();
    }
}
