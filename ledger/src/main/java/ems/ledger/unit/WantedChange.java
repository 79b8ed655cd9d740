package ems.ledger.unit;

import java.util.List;

/**
 * A change of the validators that a market wants, as its operator sees it.
 *
 * @param quorum how many shall sign
 * @param keys who shall sign
 * @param votes of those that sign now, so far
 * @param voters names of those that gave them
 * @param needed how many of them must vote
 * @param missing why others have not voted, in words
 */
public record WantedChange(
        int quorum, List<String> keys, int votes, List<String> voters, int needed, List<String> missing) {}
