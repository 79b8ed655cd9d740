package ems.study.scenario;

import ems.market.matching.ComparedWithOptimal;
import ems.market.matching.Matcher;
import ems.market.matching.MatchingUnavailable;
import ems.market.matching.OptimalMatcher;

/** How bids are paired. */
public enum Algorithm {
    GREEDY,
    OPTIMAL;

    public String word() {
        return this == GREEDY ? "greedy" : "optimal";
    }

    /** A study does not pass over an optimum that is not found: the process reports it, and goes on with the greedy pairs. */
    public Matcher matcher() {
        return this == GREEDY ? new ComparedWithOptimal(Algorithm::report) : new OptimalMatcher();
    }

    private static void report(MatchingUnavailable unavailable) {
        throw unavailable;
    }
}
