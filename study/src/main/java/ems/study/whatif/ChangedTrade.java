package ems.study.whatif;

import java.util.Optional;

import ems.market.party.Party;
import ems.market.record.BookedLine;
import ems.market.record.DirectLine;
import ems.market.record.SettlementLine;
import ems.market.rule.PricedDirection;

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
        Optional<? extends BookedLine> now,
        Optional<? extends BookedLine> then,
        boolean correction,
        boolean takenBack,
        boolean cut) {

    /** One of the two: they name the same match and direction. */
    public BookedLine either() {
        return now.isPresent() ? now.get() : then.orElseThrow();
    }

    public PricedDirection direction() {
        return direction(either());
    }

    static PricedDirection direction(BookedLine line) {
        return line instanceof SettlementLine settled ? PricedDirection.of(settled.flow()) : PricedDirection.DIRECT;
    }

    /** The home that trades with an EV, or that sells to another home. */
    public Party home() {
        return home(either());
    }

    static Party home(BookedLine line) {
        return line instanceof SettlementLine settled ? settled.prosumer() : ((DirectLine) line).seller();
    }

    /** The EV, or the home that buys. */
    public Party other() {
        return either().otherThan(home());
    }

    boolean isChanged() {
        if (now.isEmpty() || then.isEmpty()) {
            return true;
        }
        var was = now.get();
        var is = then.get();
        return !was.effectOn(home()).equals(is.effectOn(home()))
                || !was.energy().equals(is.energy());
    }
}
