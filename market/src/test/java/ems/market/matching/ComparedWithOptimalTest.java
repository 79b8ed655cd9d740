package ems.market.matching;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import ems.market.fixture.BrokenMatcher;
import ems.market.party.TradingPartners;

import static ems.market.fixture.Bids.names;
import static ems.market.fixture.Bids.surplus;
import static ems.market.fixture.Bids.vehicle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ComparedWithOptimalTest {

    private static final MatchingProblem PROBLEM = new MatchingProblem(
            List.of(surplus("small", 1), surplus("large", 100)),
            List.of(vehicle("EV1", 50, 0)),
            TradingPartners.EVERYONE_WITH_EVERYONE);

    @Test
    void theOptimumStandsBesideTheGreedyPairs() {
        var matching = new ComparedWithOptimal().match(PROBLEM);
        assertThat(names(matching.pairs())).containsExactly("small-EV1");
        assertThat(names(matching.optimum().orElseThrow())).containsExactly("large-EV1");
    }

    @Test
    void withoutAnOptimumItAnswersAsTheFallbackDoesAndTellsWhy() {
        for (Throwable trouble : List.of(
                new ArithmeticException("long overflow"),
                new MatchingUnavailable("stopped"),
                new OutOfMemoryError("Java heap space"))) {
            List<String> told = new ArrayList<>();
            var compared = new ComparedWithOptimal(
                    new BrokenMatcher(trouble), unavailable -> told.add(unavailable.getMessage()));
            assertThat(compared.match(PROBLEM)).isEqualTo(new GreedyMatcher().match(PROBLEM));
            assertThat(told).singleElement().asString().endsWith(trouble.getMessage());
        }
    }

    @Test
    void whoIsToldMayStopIt() {
        var unavailable = new MatchingUnavailable("stopped");
        var strict = new ComparedWithOptimal(new BrokenMatcher(unavailable), why -> {
            throw why;
        });
        assertThatThrownBy(() -> strict.match(PROBLEM)).isSameAs(unavailable);
    }
}
