package ems.ledger.receipt;

import ems.market.record.Entry;

/**
 * An entry, with its path to the root in its block's header.
 *
 * @param index place in the block, from 0
 */
public record ProvenEntry(int index, Entry entry, HashPath path) {

    public ProvenEntry {
        if (index < 0) {
            throw new IllegalArgumentException("place " + index + " in a block is below 0");
        }
    }
}
