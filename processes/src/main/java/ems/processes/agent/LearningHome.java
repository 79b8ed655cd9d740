package ems.processes.agent;

import ems.ledger.token.PartyToken;
import ems.market.party.ProsumerId;

/** The home that a token is of, where only homes have something to say: what was learnt, and rounds. */
final class LearningHome {

    private LearningHome() {}

    /** @throws IllegalArgumentException if it is not a home's */
    static ProsumerId of(PartyToken token) {
        if (token.party() instanceof ProsumerId home) {
            return home;
        }
        throw new IllegalArgumentException(token.party().account() + " is no home: only homes learn");
    }
}
