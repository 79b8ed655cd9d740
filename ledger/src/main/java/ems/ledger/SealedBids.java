package ems.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ems.market.bid.VehicleBid;
import ems.market.journal.Entries;
import ems.market.ledger.BlockHeader;

/**
 * Where each EV's accepted bid stands in a block.
 *
 * @param entries place in the block, from 0, by account
 */
record SealedBids(BlockHeader header, Map<String, Integer> entries) {

    private static final String BID = VehicleBid.KIND + '|';

    /** @param lines entries of the block, in order */
    static SealedBids of(BlockHeader header, List<String> lines) {
        Map<String, Integer> entries = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(BID)) {
                entries.put(((VehicleBid) Entries.parse(lines.get(i))).vehicle().account(), i);
            }
        }
        return new SealedBids(header, entries);
    }

    /** Accounts that have a bid here and none in the next block. */
    List<String> missingIn(SealedBids next) {
        List<String> missing = new ArrayList<>(entries.keySet());
        missing.removeAll(next.entries.keySet());
        return missing;
    }
}
