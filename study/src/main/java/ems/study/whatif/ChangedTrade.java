package ems.study.whatif;

import java.util.Optional;

import ems.market.record.SettlementLine;

/**
 * A line that would have been booked otherwise, or only now, or only then.
 *
 * @param now as it is booked; empty: there is no such trade
 * @param then as it would have been; empty: there would have been none
 * @param correction whether it corrects a match of an earlier period
 * @param takenBack whether it undoes a part of one
 * @param cut whether the grid's bound would have cut the draft's price; false for a correction
 */
public record ChangedTrade(
        String period,
        Optional<SettlementLine> now,
        Optional<SettlementLine> then,
        boolean correction,
        boolean takenBack,
        boolean cut) {

    /** One of the two: they name the same match and direction. */
    public SettlementLine either() {
        return now.or(() -> then).orElseThrow();
    }

    boolean isChanged() {
        return now.isEmpty()
                || then.isEmpty()
                || !now.get().debit().equals(then.get().debit())
                || !now.get().amount().equals(then.get().amount())
                || !now.get().energy().equals(then.get().energy());
    }
}
