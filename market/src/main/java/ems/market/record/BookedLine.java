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

    /**
     * What the homes and EVs of the market together pay the grid less by this line: what it asks less what it pays, for energy that is stored
     * or goes from home to home. Releasing saves nothing by itself: it takes from a battery what the grid would have to be asked for later.
     */
    default Money gridCostSaved(GridPrices grid) {
        return keepsSurplus() ? grid.costSaved(energy()) : Money.ZERO;
    }

    /** Whether it keeps a home's surplus in the market: stores it in an EV, or gives it to another home. */
    boolean keepsSurplus();

    /** The line that this one undoes if it takes back: with the money the other way round. */
    BookedLine undone();
}
