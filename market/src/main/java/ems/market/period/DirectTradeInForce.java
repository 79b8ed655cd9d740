package ems.market.period;

import ems.market.party.PeriodKey;
import ems.market.record.DirectTrade;
import ems.market.record.DirectTradeSetting;

/** Whether homes trade with homes in a period: what the latest period before it says, whether it is sealed or not. */
final class DirectTradeInForce {

    private DirectTradeInForce() {}

    /** The journal is asked first: a period that is sealed meanwhile is in the registry afterwards. */
    static DirectTrade in(PeriodKey key, MarketPorts ports) {
        return ports.journal()
                .directTrade(key)
                .map(DirectTradeSetting::trade)
                .or(() -> ports.ledger().directTrade(key.grid()))
                .orElse(DirectTrade.NONE);
    }
}
