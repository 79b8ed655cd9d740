package ems.ledger.token;

import ems.market.party.GridId;
import ems.market.party.Party;

/** What a party has signed for a grid. */
public interface PartyToken {

    Party party();

    GridId grid();
}
