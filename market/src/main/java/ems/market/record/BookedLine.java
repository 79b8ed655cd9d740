package ems.market.record;

import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;

/** A line of the books: energy that went from one party to another, and the money for it. */
public sealed interface BookedLine permits SettlementLine, DirectLine {

    MatchId match();

    Energy energy();

    /** p/kWh and the rule, row and version that set it. */
    AgreedPrice price();

    /** Whether it is one of the two. */
    boolean has(Party party);

    /** Whom one of the two trades with. */
    Party otherThan(Party party);

    /** Whether the energy goes to this one of the two. */
    boolean isPurchaseOf(Party party);

    /** What this line does to the party's account: above 0 it is paid. */
    Money effectOn(Party party);

    /**
     * What one of the two gains: a home against trading the same energy with the grid, an EV what it is paid for energy less what that
     * energy cost.
     */
    Money gainOf(Party party, GridPrices grid);

    /** The line that this one undoes if it takes back: with the money the other way round. */
    BookedLine undone();
}
