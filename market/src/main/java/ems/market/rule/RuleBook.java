package ems.market.rule;

import ems.market.party.PeriodKey;

/** Port: the versions of the analysts' rules. A changed table becomes active at a period's border, or is refused. */
public interface RuleBook {

    /** Swaps in changed tables if they are sound, and returns the rules that hold from this period on. */
    ActiveRules openingPeriod(PeriodKey key);

    /** The rules of this version, whether or not they are still the active ones. */
    ActiveRules version(String version);
}
