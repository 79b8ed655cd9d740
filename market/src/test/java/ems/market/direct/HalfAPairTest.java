package ems.market.direct;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.matching.MatchingProblem;
import ems.market.matching.OptimalMatcher;
import ems.market.matching.Pairing;
import ems.market.party.TradingPartners;
import ems.market.record.ProsumerBid;

import static org.assertj.core.api.Assertions.assertThat;

/** What is possible when homes trade with homes and EVs at once: halves of pairs may be worth more than whole ones. */
class HalfAPairTest {

    private static final long[] ONE_EACH = {1, -1};
    private static final long[][] EV = {{1, 1}};

    @Test
    void aTriangleIsWorthHalfAPairMoreThanAnyWholePairs() {
        var triangle = new WholeAndHalf(ONE_EACH, EV, 1, 1, 1);
        assertThat(triangle.twiceTheHalves()).isEqualTo(3);
        assertThat(triangle.whole()).isEqualTo(1);
    }

    /** At half a pound for storing and for releasing, and a whole one for both. */
    @Test
    void atThePricesOfTheGridATriangleIsWorthNoMore() {
        var triangle = new WholeAndHalf(ONE_EACH, EV, 1, 1, 2);
        assertThat(triangle.twiceTheHalves()).isEqualTo(2 * 2);
        assertThat(triangle.whole()).isEqualTo(2);
    }

    @Test
    void theSmallestGapAtThePricesOfTheGridIsReachedByEvsFirst() {
        var gap = new WholeAndHalf(new long[] {1, -2}, new long[][] {{1, 2}}, 1, 1, 2);
        assertThat(gap.twiceTheHalves()).isEqualTo(5);
        assertThat(gap.whole()).isEqualTo(2);
        assertThat(evsFirst(List.of(Bids.surplus("L1", 1), Bids.demand("L2", 2)), 1, 2))
                .isEqualTo(2);
    }

    private static long evsFirst(List<ProsumerBid> homes, long room, long available) {
        var problem = new MatchingProblem(
                homes, List.of(Bids.vehicle("EV1", room, available)), TradingPartners.EVERYONE_WITH_EVERYONE);
        var pairs = new OptimalMatcher().match(problem).pairs();
        return Pairing.forecastEnergy(pairs).millijoules()
                + 2
                        * new LeftoverHomes(problem, Pairing.parties(pairs), Set.of())
                                .bound()
                                .millijoules();
    }
}
