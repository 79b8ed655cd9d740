package ems.processes.bill;

import ems.market.party.GridId;
import ems.market.party.Party;
import ems.processes.grid.LiveGrid;

/**
 * Whose bill is asked for.
 *
 * @param seesMoney false for who sees energy alone
 * @param seesOthers false for who sees what is of the own parties alone
 */
record AskedParty(LiveGrid grid, Party party, boolean seesMoney, boolean seesOthers) {

    GridId id() {
        return grid.setup().grid();
    }
}
