package ems.routes.telemetry;

import ems.market.party.GridId;
import ems.market.party.Party;

/** Who sends a body, as far as a door wants to know: for which parties the sender may report. */
@FunctionalInterface
public interface Speaker {

    boolean speaksFor(GridId grid, Party party);

    /** A sender inside this application, or one on the machine of a market that is open to it. */
    static Speaker forEverybody() {
        return (grid, party) -> true;
    }

    static Speaker forNobody() {
        return (grid, party) -> false;
    }
}
