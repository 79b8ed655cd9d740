package ems.ledger.contract;

import ems.market.record.Entry;
import ems.market.record.MatchedPair;

/**
 * The market's rules for one pair alone, entry by entry: from the bids of the two to what is booked. Every complaint is an {@link
 * IllegalArgumentException} about the entry that was given last. It does not look at what only the whole period shows: whether the pairs
 * are those that the bids lead to, and who is enrolled.
 */
public sealed interface PairContract permits MatchRules, DirectRules {

    void next(Entry entry);

    /** There are no more entries: nothing is missing that those before lead to. */
    void end();

    /** After its entry. */
    MatchedPair match();
}
