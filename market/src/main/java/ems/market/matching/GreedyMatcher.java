package ems.market.matching;

/**
 * First in, first out, without looking at sizes.
 *
 * <p>Source: paper, section IV, the Greedy algorithm. Needs no forecast.
 */
public final class GreedyMatcher implements Matcher {

    public static final String ALGORITHM = "greedy";

    @Override
    public String algorithm() {
        return ALGORITHM;
    }

    @Override
    public Matching match(MatchingProblem problem) {
        return Matching.unproven(FirstCome.pairs(problem));
    }
}
