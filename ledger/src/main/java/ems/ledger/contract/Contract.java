package ems.ledger.contract;

import java.util.List;
import java.util.SortedMap;

import ems.market.party.PeriodKey;
import ems.market.record.Entry;

/**
 * A contract of a grid: from what it holds, a block's entries and the block's period to what it writes and tells. No
 * clock, no chance, no floating point: the same three always lead to the same two, or to the same refusal.
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

        /** @throws IllegalArgumentException if something is missing at the end of the block */
        Outcome end();
    }

    /**
     * What a block did to a contract.
     *
     * @param writes new values by key
     */
    record Outcome(SortedMap<String, String> writes, List<Event> events) {}

    /** The contract as one function. */
    default Outcome apply(State before, Registered registered, List<Entry> commands, PeriodKey block) {
        var execution = on(before, registered, block);
        commands.forEach(execution::next);
        return execution.end();
    }
}
