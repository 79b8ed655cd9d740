package ems.market.record;

import java.util.List;

import ems.market.party.Party;
import ems.market.quantity.Energy;

/** Two parties that trade with each other in a period. */
public sealed interface MatchedPair permits Match, DirectMatch {

    MatchId id();

    /** Energy that would move if the forecasts came true. */
    Energy forecastEnergy();

    /** The two, in the order in which the id names them. */
    List<Party> parties();
}
