package ems.console.page;

import java.util.List;
import java.util.Optional;

import ems.market.party.GridId;

/** Port: where the page's pictures come from. Looking changes nothing. */
public interface FindMarketSnapshot {

    /** The grids that run here, in the order in which the page lists them. */
    List<GridId> grids();

    /** The grid as it is now, with the rows of the reader's choice; empty if it does not run here. */
    Optional<MarketSnapshot> snapshot(GridId grid, RowChoice choice);

    /** Refused messages of the grid, newest first, at most so many; empty if the grid does not run here. */
    Optional<DeadLettersNow> deadLetters(GridId grid, int most);
}
