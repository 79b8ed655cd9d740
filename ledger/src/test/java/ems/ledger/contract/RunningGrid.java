package ems.ledger.contract;

import java.util.List;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;

/** The contracts of a grid, block after block; a block that is refused changes nothing. */
final class RunningGrid {

    private GridState state = GridState.blank();

    GridState play(MatchingPeriod period, List<? extends Entry> entries) {
        var block = state.next(new PeriodKey(new GridId("home"), period));
        entries.forEach(block::next);
        state = block.end();
        return state;
    }

    GridState state() {
        return state;
    }
}
