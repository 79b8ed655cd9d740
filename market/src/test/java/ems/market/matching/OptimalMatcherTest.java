package ems.market.matching;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Power;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

import static ems.market.fixture.Bids.demand;
import static ems.market.fixture.Bids.names;
import static ems.market.fixture.Bids.surplus;
import static ems.market.fixture.Bids.vehicle;
import static org.assertj.core.api.Assertions.assertThat;

class OptimalMatcherTest {

    private static final TradingPartners ALL = TradingPartners.EVERYONE_WITH_EVERYONE;

    /** Costs without a price for being left over would prefer the small request: it leaves nothing uncovered. */
    @Test
    void theLargeRequestIsServedThoughTheSmallOneIsServedWhole() {
        var requests = List.of(surplus("small", 1), surplus("large", 100));
        assertThat(match(requests, List.of(vehicle("EV1", 50, 0)), ALL)).containsExactly("large-EV1");
    }

    /** Sorting the EVs by room, or by room less available, and taking the best first finds only 3. */
    @Test
    void theEvWithMoreRoomMayServeTheConsumer() {
        var requests = List.of(surplus("producer", 1), demand("consumer", 6));
        var vehicles = List.of(vehicle("EV1", 6, 4), vehicle("EV2", 2, 1));
        var pairs = new OptimalMatcher()
                .match(new MatchingProblem(requests, vehicles, ALL))
                .pairs();
        assertThat(Pairing.forecastEnergy(pairs)).isEqualTo(new Energy(5));
        assertThat(names(pairs)).containsExactly("consumer-EV1", "producer-EV2");
    }

    @Test
    void aPairThatWouldMoveNothingIsNotMade() {
        assertThat(match(List.of(surplus("A", 5)), List.of(vehicle("EV1", 0, 9)), ALL))
                .isEmpty();
        assertThat(match(List.of(surplus("A", 0)), List.of(vehicle("EV1", 9, 9)), ALL))
                .isEmpty();
        assertThat(match(List.of(surplus("A", 5)), List.of(vehicle("EV1", 1, 0)), ALL))
                .containsExactly("A-EV1");
    }

    @Test
    void tiesGoByNameNotByArrival() {
        var a = surplus("A", 5);
        var b = surplus("B", 5);
        var one = vehicle("EV1", 5, 0);
        var two = vehicle("EV2", 5, 0);
        var pairs = match(List.of(a, b), List.of(one, two), ALL);
        assertThat(match(List.of(b, a), List.of(two, one), ALL)).isEqualTo(pairs);
        assertThat(match(List.of(b, a), List.of(two), ALL)).isEqualTo(match(List.of(a, b), List.of(two), ALL));
    }

    /** A has a list, so that a table decides; all are worth as much to each other. */
    @Test
    void tiesGoByNameWithListsOfPartnersToo() {
        var one = new VehicleId("EV1");
        var two = new VehicleId("EV2");
        var partners = new TradingPartners(Map.of(new ProsumerId("A"), Set.of(one, two)));
        var requests = List.of(surplus("A", 5), surplus("B", 5), demand("C", 5));
        var vehicles = List.of(vehicle("EV1", 5, 5), vehicle("EV2", 5, 5), vehicle("EV3", 5, 5));
        var reversedRequests = List.of(requests.get(2), requests.get(1), requests.get(0));
        var reversedVehicles = List.of(vehicles.get(2), vehicles.get(1), vehicles.get(0));
        assertThat(match(requests, vehicles, partners)).containsExactly("A-EV1", "B-EV2", "C-EV3");
        assertThat(match(reversedRequests, vehicles, partners)).containsExactly("A-EV1", "B-EV2", "C-EV3");
        assertThat(match(requests, reversedVehicles, partners)).containsExactly("A-EV1", "B-EV2", "C-EV3");
        assertThat(match(reversedRequests, reversedVehicles, partners)).containsExactly("A-EV1", "B-EV2", "C-EV3");
    }

    @Test
    void theChargersLimitCapsWhatAPairIsWorth() {
        var slow = vehicle("slow", 1_000, 0, Optional.of(new Power(1)));
        var narrow = vehicle("narrow", 61, 0);
        assertThat(match(List.of(surplus("A", 1_000)), List.of(slow, narrow), ALL))
                .containsExactly("A-narrow");
        assertThat(slow.room()).isEqualTo(new Energy(60));
    }

    @Test
    void aProsumerWithItsOwnEvTradesWithNoOther() {
        var a = new ProsumerId("A");
        var ev1 = new VehicleId("EV1");
        var ev2 = new VehicleId("EV2");
        var partners = TradingPartners.own(Map.of(a, ev1));
        var vehicles = List.of(vehicle("EV1", 1, 0), vehicle("EV2", 100, 0));
        assertThat(match(List.of(surplus("A", 100), surplus("B", 50)), vehicles, partners))
                .containsExactly("A-EV1", "B-EV2");
        assertThat(match(List.of(surplus("A", 100)), vehicles.subList(1, 2), partners))
                .isEmpty();
    }

    @Test
    void nobodyAndNothingMakeNoPairs() {
        assertThat(match(List.of(), List.of(vehicle("EV1", 9, 9)), ALL)).isEmpty();
        assertThat(match(List.of(surplus("A", 1)), List.of(), ALL)).isEmpty();
        assertThat(match(List.of(), List.of(), ALL)).isEmpty();
    }

    private static List<String> match(
            List<ProsumerBid> prosumers, List<VehicleBid> vehicles, TradingPartners partners) {
        return names(new OptimalMatcher()
                .match(new MatchingProblem(prosumers, vehicles, partners))
                .pairs());
    }
}
