package ems.ledger.contract;

import java.util.Map;
import java.util.Set;

import ems.market.party.PeriodKey;
import ems.market.record.Entry;

/**
 * A contract of a grid: a function from what it holds, a block's entries and the block's period to what it writes. It uses
 * no clock, no chance and no floating point: the same three always lead to the same writes, or to the same refusal.
 *
 * <p>Each contract sees every entry of a block, may refuse any, and writes to its own state only. Of the others it may
 * read who is registered as the block begins.
 */
interface Contract {

    /** Starts a block. Entry by entry, so that a refusal is about the entry that was given last. */
    Execution on(State before, Registered registered, PeriodKey block);

    /** The work of one contract on one block. */
    interface Execution {

        /** @throws IllegalArgumentException if the contract refuses the entry */
        void next(Entry command);

        /**
         * Ends the block.
         *
         * @return new values by key
         * @throws IllegalArgumentException if something is missing at the end of the block
         */
        Map<String, Held> end();

        /** Keys that hold nothing any more after the block. */
        default Set<String> forgotten() {
            return Set.of();
        }
    }
}
