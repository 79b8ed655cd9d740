package ems.study.whatif;

import ems.market.record.SettlementLine;

/**
 * A line that would have been booked otherwise.
 *
 * @param correction whether it corrects a match of an earlier period
 * @param takenBack whether it undoes a part of one
 * @param cut whether the grid's bound would have cut the draft's price; false for a correction
 */
public record ChangedTrade(
        String period, SettlementLine now, SettlementLine then, boolean correction, boolean takenBack, boolean cut) {}
