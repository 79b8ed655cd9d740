package ems.chains.evm;

import ems.market.ledger.AnchorUnavailable;
import ems.market.ledger.BlockHeader;

/** What the market does with a target that is unavailable. */
final class Market {

    private static final int ATTEMPTS = 10;

    private Market() {}

    static void insists(EvmAnchor anchor, BlockHeader header) {
        for (int attempt = 1; ; attempt++) {
            try {
                anchor.publish(header);
                return;
            } catch (AnchorUnavailable e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
