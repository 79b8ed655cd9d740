package ems.market.direct;

import ems.market.party.PeriodKey;
import ems.market.record.DirectTrade;
import ems.market.record.DirectTradeSetting;

/**
 * Port: whether homes shall trade with homes, as who runs the market wants it as the period begins. The period records it if it is not as
 * before, and then it holds from the next one on.
 */
public interface FindDirectTrade {

    FindDirectTrade OFF = always(new DirectTradeSetting(DirectTrade.NONE, "as it comes"));

    DirectTradeSetting wanted(PeriodKey key);

    static FindDirectTrade always(DirectTradeSetting each) {
        return key -> each;
    }
}
