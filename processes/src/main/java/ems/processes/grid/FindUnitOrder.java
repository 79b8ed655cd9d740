package ems.processes.grid;

import java.util.Optional;

import ems.market.party.GridId;

/** Port: what was proposed last of a grid's road-side units, and that it counts no more. */
interface FindUnitOrder {

    Optional<UnitOrder> latest(GridId grid);

    /** Later settings have come after it: it counts no more. */
    default void overtaken(UnitOrder order) {}
}
