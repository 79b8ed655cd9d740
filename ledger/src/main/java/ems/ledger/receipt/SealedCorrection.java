package ems.ledger.receipt;

import java.util.List;

import ems.market.ledger.BlockHeader;

/**
 * What a later block holds of a match: a correction, its lines, and the EV's inventory after them.
 *
 * @param block the header over the entries
 * @param entries at least 1 and at most {@link #MOST_ENTRIES}
 * @param inLog from the block's hash to the receipt's checkpoint
 */
public record SealedCorrection(BlockHeader block, List<ProvenEntry> entries, HashPath inLog) {

    /** The correction, a line for each direction, an inventory. */
    static final int MOST_ENTRIES = 4;

    public SealedCorrection {
        entries = List.copyOf(entries);
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "a correction with " + entries.size() + " entries is outside [1, " + MOST_ENTRIES + "]");
        }
    }

    /** Header, entries with their paths, and the place in the log. */
    int lines() {
        return 2 + 2 * entries.size();
    }
}
