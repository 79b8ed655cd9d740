package ems.market.matching;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes first come, first served, and reports beside it what the optimal pairs would have moved; if these cannot be found, only
 * what no pairs exceed.
 */
public final class ComparedWithOptimal implements Matcher {

    private final Matcher optimal;
    private final Consumer<MatchingUnavailable> notFound;

    public ComparedWithOptimal() {
        this(unavailable -> {});
    }

    /** @param notFound is called when the optimal pairs are not found, and why; what it throws is thrown on */
    public ComparedWithOptimal(Consumer<MatchingUnavailable> notFound) {
        this(new OptimalMatcher(), notFound);
    }

    ComparedWithOptimal(Matcher optimal, Consumer<MatchingUnavailable> notFound) {
        this.optimal = optimal;
        this.notFound = notFound;
    }

    @Override
    public String algorithm() {
        return GreedyMatcher.ALGORITHM;
    }

    @Override
    public Matching match(MatchingProblem problem) {
        var pairs = FirstCome.pairs(problem);
        try {
            var best = optimal.matchOrGiveUp(problem);
            return new Matching(pairs, Optional.of(best.pairs()), best.certificate());
        } catch (MatchingUnavailable unavailable) {
            notFound.accept(unavailable);
            return Matching.unproven(pairs);
        }
    }
}
