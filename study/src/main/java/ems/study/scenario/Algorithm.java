package ems.study.scenario;

import ems.market.matching.ComparedWithOptimal;
import ems.market.matching.Matcher;
import ems.market.matching.OptimalMatcher;

/** How bids are paired. */
public enum Algorithm {
    GREEDY,
    OPTIMAL;

    public String word() {
        return this == GREEDY ? "greedy" : "optimal";
    }

    public Matcher matcher() {
        return this == GREEDY ? new ComparedWithOptimal() : new OptimalMatcher();
    }
}
