package ems.processes.agent;

import ems.market.quantity.MatchingPeriod;
import ems.market.record.HomeMetering.Mode;

/** Is told how the exchange of a period is known, as the market says. */
interface HearMetering {

    void hear(AgentParty own, MatchingPeriod period, Mode mode);
}
