package ems.ledger;

import java.util.List;

import ems.ledger.tree.MerkleTree;
import ems.market.ledger.BlockHeader;

/** A block with its entries: each leaf is an entry's line in UTF-8, without its end. */
record SealedBlock(BlockHeader header, List<byte[]> leaves, MerkleTree tree) {

    Evidence evidence(int entry) {
        return new Evidence(header, tree.root(), leaves.get(entry), tree.proof(entry));
    }
}
