package ems.market.period;

import java.util.List;

import ems.market.party.Party;
import ems.market.party.PeriodKey;

/** Port: the order in which the parties' requests of a period came in. */
public interface Arrivals {

    /** The same parties, first come first. */
    <P extends Party> List<P> inOrder(PeriodKey key, List<P> parties);
}
