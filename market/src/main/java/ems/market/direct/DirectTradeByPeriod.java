package ems.market.direct;

import ems.market.party.PeriodKey;

/** Port: whether homes trade with homes in a period. A period that is run again does as it was recorded. */
public interface DirectTradeByPeriod {

    DirectTradeByPeriod NEVER = always(DirectTrade.NONE);

    DirectTrade in(PeriodKey key);

    static DirectTradeByPeriod always(DirectTrade each) {
        return key -> each;
    }
}
