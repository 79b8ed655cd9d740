package ems.processes.grid;

import ems.market.party.GridId;

/**
 * What an operator proposed of a grid's road-side units while the market ran.
 *
 * @param trail number under which the trail keeps who proposed it, and why
 * @param plan with the units' keys
 * @param settings what the market's settings said then, {@link UnitPlan#text}
 * @param overtaken whether later settings have come after it, for good
 */
public record UnitOrder(long trail, GridId grid, UnitPlan plan, String settings, boolean overtaken) {

    /** Later settings come after it, unless they say nothing. */
    boolean countsBeside(UnitPlan now) {
        return !overtaken && (settings.equals(now.text()) || now.isUsual());
    }
}
