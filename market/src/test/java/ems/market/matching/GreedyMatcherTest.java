package ems.market.matching;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

import static ems.market.fixture.Bids.demand;
import static ems.market.fixture.Bids.names;
import static ems.market.fixture.Bids.surplus;
import static ems.market.fixture.Bids.vehicle;
import static org.assertj.core.api.Assertions.assertThat;

class GreedyMatcherTest {

    private static final TradingPartners ALL = TradingPartners.EVERYONE_WITH_EVERYONE;

    @Test
    void firstComeFirstServedWhateverTheSizes() {
        var prosumers = List.of(demand("B", 1), surplus("C", 500), surplus("A", 5));
        var vehicles = List.of(vehicle("EV2", 0, 100), vehicle("EV1", 7, 0), vehicle("EV3", 900, 900));
        assertThat(match(prosumers, vehicles, ALL)).containsExactly("B-EV2", "C-EV1", "A-EV3");
    }

    @Test
    void aPairThatMovesNothingIsMadeAllTheSame() {
        assertThat(match(List.of(surplus("A", 5)), List.of(vehicle("EV1", 0, 9)), ALL))
                .containsExactly("A-EV1");
    }

    @Test
    void whoComesTooLateIsLeftOver() {
        var requests = List.of(surplus("A", 1), surplus("B", 1));
        assertThat(match(requests, List.of(vehicle("EV1", 9, 9)), ALL)).containsExactly("A-EV1");
        assertThat(match(requests.subList(0, 1), List.of(vehicle("EV2", 9, 9), vehicle("EV1", 9, 9)), ALL))
                .containsExactly("A-EV2");
    }

    @Test
    void nobodyAndNothingMakeNoPairs() {
        assertThat(match(List.of(), List.of(vehicle("EV1", 9, 9)), ALL)).isEmpty();
        assertThat(match(List.of(surplus("A", 1)), List.of(), ALL)).isEmpty();
    }

    @Test
    void aProsumerWithItsOwnEvWaitsForThatOne() {
        var a = new ProsumerId("A");
        var ev1 = new VehicleId("EV1");
        var ev2 = new VehicleId("EV2");
        var partners = TradingPartners.own(Map.of(a, ev2));
        var vehicles = List.of(vehicle("EV1", 9, 9), vehicle("EV2", 9, 9));
        assertThat(match(List.of(surplus("A", 1), surplus("B", 1)), vehicles, partners))
                .containsExactly("A-EV2", "B-EV1");
        assertThat(match(List.of(surplus("A", 1)), vehicles.subList(0, 1), partners))
                .isEmpty();
    }

    private static List<String> match(
            List<ProsumerBid> prosumers, List<VehicleBid> vehicles, TradingPartners partners) {
        return names(new GreedyMatcher()
                .match(new MatchingProblem(prosumers, vehicles, partners))
                .pairs());
    }
}
