package ems.ledger.unit;

import java.io.IOException;

import ems.market.record.Validators;

/** Port: a unit as its market reaches it, wherever it runs. */
public interface ReachedUnit {

    /** Where it is, for people. */
    String address();

    /** @throws IOException if it does not answer, or with something else */
    UnitStanding standing() throws IOException, InterruptedException;

    /** @throws IOException if it does not answer, or cannot keep the block */
    UnitAnswer judge(Proposal proposal) throws IOException, InterruptedException;

    /**
     * Asks for its vote for these validators in place of those that sign now.
     *
     * @return signed, as {@link ems.ledger.validator.ValidatorChange} says, or refused
     * @throws IOException if it does not answer
     */
    UnitAnswer vote(Validators next) throws IOException, InterruptedException;
}
