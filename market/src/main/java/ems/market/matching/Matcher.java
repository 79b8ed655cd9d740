package ems.market.matching;

/** Port: chooses pairs, at most one EV per prosumer and one prosumer per EV. */
public interface Matcher {

    String algorithm();

    /** @throws MatchingUnavailable if it cannot answer in the time it was given */
    Matching match(MatchingProblem problem);
}
