package ems.market.party;

import ems.market.period.MatchingPeriod;

/** Port: the grid's prices, which may vary by half-hour. */
public interface GridTariff {

    GridPrices at(MatchingPeriod period);
}
