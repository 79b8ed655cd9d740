package ems.ledger.unit;

import java.io.IOException;

/** Port: a unit as its market reaches it, wherever it runs. */
public interface ReachedUnit {

    /** Where it is, for people. */
    String address();

    /** @throws IOException if it does not answer, or with something else */
    UnitStanding standing() throws IOException, InterruptedException;

    /** @throws IOException if it does not answer, or cannot keep the block */
    UnitAnswer judge(Proposal proposal) throws IOException, InterruptedException;
}
