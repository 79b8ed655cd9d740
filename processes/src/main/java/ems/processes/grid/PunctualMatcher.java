package ems.processes.grid;

import java.time.Duration;
import java.util.concurrent.ExecutorService;

import ems.market.matching.Matcher;
import ems.market.matching.Matching;
import ems.market.matching.MatchingProblem;
import ems.market.matching.MatchingUnavailable;

/** A matcher that answers within its budget or gives up, whatever breaks in it, so that the greedy one still has time. */
record PunctualMatcher(Matcher matcher, Duration budget, ExecutorService threads) implements Matcher {

    @Override
    public String algorithm() {
        return matcher.algorithm();
    }

    @Override
    public Matching match(MatchingProblem problem) {
        return WithinBudget.call(
                threads,
                true,
                budget,
                () -> matcher.matchOrGiveUp(problem),
                late -> new MatchingUnavailable(
                        matcher.algorithm() + " matching took more than its " + budget.toSeconds() + " s"));
    }
}
