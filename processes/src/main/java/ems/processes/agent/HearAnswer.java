package ems.processes.agent;

import ems.market.quantity.MatchingPeriod;

/** Is told what the market answers about a party and period. */
interface HearAnswer {

    void hear(AgentParty own, MatchingPeriod period, AgentAnswer answer);
}
