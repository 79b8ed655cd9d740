package ems.market.bill;

import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.record.BookedLine;

/**
 * One line of the ledger as one of its two parties sees it.
 *
 * @param period that booked it
 * @param takenBack whether it undoes a part of what an earlier period booked
 * @param corrects whether it belongs to a correction of an earlier period
 * @param prices the grid's in the period of the match
 */
public record Booking(
        MatchingPeriod period, Party party, boolean corrects, boolean takenBack, BookedLine line, GridPrices prices) {

    public Booking {
        if (!line.has(party)) {
            throw new IllegalArgumentException(party.account() + " has no part in the line of " + line.match());
        }
    }

    /** Whether energy goes to the party; taken back, it went the other way. */
    public boolean isPurchase() {
        return line.isPurchaseOf(party);
    }

    /** mJ that come in; below 0 if they are taken back. */
    public long millijoulesIn() {
        return isPurchase() ? millijoules() : 0;
    }

    /** mJ that go out; below 0 if they are taken back. */
    public long millijoulesOut() {
        return isPurchase() ? 0 : millijoules();
    }

    private long millijoules() {
        return takenBack ? -line.energy().millijoules() : line.energy().millijoules();
    }

    /** For energy that comes in; below 0 if the party is paid for it, or gets it back. */
    public Money paid() {
        return isPurchase() ? line.effectOn(party).negated() : Money.ZERO;
    }

    /** For energy that goes out; below 0 if the party pays for it, or gives it back. */
    public Money earned() {
        return isPurchase() ? Money.ZERO : line.effectOn(party);
    }

    /**
     * What the party gains: a home against trading the same energy with the grid, an EV what it is paid for energy less what that
     * energy cost.
     */
    public Money gained() {
        if (takenBack) {
            return before().gained().negated();
        }
        return line.gainOf(party, prices);
    }

    /** The booking that this one undoes. */
    private Booking before() {
        return new Booking(period, party, corrects, false, line.undone(), prices);
    }
}
