package ems.ledger.receipt;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import ems.ledger.contract.Refuse;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;

/** Entries of one block, one after the other: each stands under its root, after the ones before. */
final class ProvenBlock {

    private final BlockHeader block;
    private final byte[] root;
    private final Sha256 sha;
    private int last = -1;

    ProvenBlock(BlockHeader block, Sha256 sha) {
        this.block = block;
        this.root = HexFormat.of().parseHex(block.root());
        this.sha = sha;
    }

    void next(ProvenEntry proven) {
        Refuse.when(proven.index() <= last, "its place in the block is not after that of the entry before");
        last = proven.index();
        byte[] leaf = proven.entry().text().getBytes(StandardCharsets.UTF_8);
        Refuse.when(
                !proven.path().at(proven.index(), block.entries()).proves(leaf, root, sha),
                "entry and path do not lead to the block's root");
    }
}
