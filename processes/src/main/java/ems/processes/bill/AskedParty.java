package ems.processes.bill;

import ems.market.party.GridId;
import ems.market.party.Party;
import ems.processes.grid.LiveGrid;

/**
 * Whose bill is asked for.
 *
 * @param seesMoney false for who sees energy alone
 */
record AskedParty(LiveGrid grid, Party party, boolean seesMoney) {

    GridId id() {
        return grid.setup().grid();
    }
}
