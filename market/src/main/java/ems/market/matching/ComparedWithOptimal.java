package ems.market.matching;

import java.util.Optional;

/** Takes first come, first served, and tells beside it what the optimal pairs would have moved. */
public final class ComparedWithOptimal implements Matcher {

    private final Matcher optimal = new OptimalMatcher();

    @Override
    public String algorithm() {
        return GreedyMatcher.ALGORITHM;
    }

    @Override
    public Matching match(MatchingProblem problem) {
        var best = optimal.match(problem);
        return new Matching(FirstCome.pairs(problem), Optional.of(best.pairs()), best.certificate());
    }
}
