package ems.market.party;

import ems.market.quantity.MatchingPeriod;

/** Port: the grid's prices, which may vary by half-hour. */
public interface GridTariff {

    GridPrices at(MatchingPeriod period);
}
