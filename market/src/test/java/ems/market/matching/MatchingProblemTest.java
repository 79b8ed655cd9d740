package ems.market.matching;

import java.util.List;

import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.party.TradingPartners;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MatchingProblemTest {

    @Test
    void nobodyBidsTwice() {
        var l1 = Bids.surplus("L1", 3);
        var ev1 = Bids.vehicle("EV1", 3, 4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MatchingProblem(
                        List.of(l1, Bids.demand("L1", 3)), List.of(ev1), TradingPartners.EVERYONE_WITH_EVERYONE))
                .withMessage("L1 bids twice in one period");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new MatchingProblem(List.of(l1), List.of(ev1, ev1), TradingPartners.EVERYONE_WITH_EVERYONE))
                .withMessage("EV1 bids twice in one period");
    }
}
