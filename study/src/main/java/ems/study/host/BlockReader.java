package ems.study.host;

import java.util.List;

import ems.market.ledger.BlockHeader;
import ems.market.record.Entry;

/** Takes the blocks of a ledger one by one. */
@FunctionalInterface
public interface BlockReader {

    /** @param entries all of the block, in their order */
    void take(BlockHeader block, List<Entry> entries);
}
