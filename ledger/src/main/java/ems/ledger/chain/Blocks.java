package ems.ledger.chain;

import ems.market.ledger.BlockHeader;

/** How blocks are named. */
public final class Blocks {

    private Blocks() {}

    public static String name(BlockHeader header) {
        return "block " + header.height() + " of grid " + header.key().grid();
    }
}
