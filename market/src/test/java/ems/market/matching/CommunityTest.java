package ems.market.matching;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.matching.solver.SolverInterrupted;
import ems.market.party.LeastPower;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CommunityTest {

    private static final ProsumerId A = new ProsumerId("A");
    private static final ProsumerId B = new ProsumerId("B");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");
    private static final VehicleId ABSENT = new VehicleId("EV9");
    private static final ProsumerBid WISH_A = Bids.demand("A", 1);
    private static final ProsumerBid WISH_B = Bids.surplus("B", 1);
    private static final VehicleBid CAR_1 = Bids.vehicle("EV1", 1, 1);
    private static final VehicleBid CAR_2 = Bids.vehicle("EV2", 1, 1);

    @Test
    void homesWithAnEvOfTheirOwnAreCommunitiesOfTheirOwn() {
        var own = TradingPartners.own(Map.of(A, EV1, B, EV2));
        assertThat(communities(own))
                .containsExactly(
                        new Community(List.of(WISH_A), List.of(CAR_1), own),
                        new Community(List.of(WISH_B), List.of(CAR_2), own));
    }

    @Test
    void aHomeThatTradesWithBothJoinsThemAndProducersStandFirst() {
        var partners = TradingPartners.own(Map.of(A, EV1));
        assertThat(communities(partners))
                .containsExactly(new Community(List.of(WISH_B, WISH_A), List.of(CAR_1, CAR_2), partners));
    }

    @Test
    void aCommunityIsOpenIfEachListNamesAllOfItsEvs() {
        assertThat(isOpen(Map.of())).isTrue();
        assertThat(isOpen(Map.of(A, Set.of(EV1, EV2)))).isTrue();
        assertThat(isOpen(Map.of(A, Set.of(EV1, EV2, ABSENT), B, Set.of(EV1, EV2))))
                .isTrue();
    }

    @Test
    void aListThatIsShortOrNamesOthersClosesIt() {
        assertThat(isOpen(Map.of(A, Set.of(EV1)))).isFalse();
        assertThat(isOpen(Map.of(B, Set.of(EV1, ABSENT)))).isFalse();
    }

    /** B, in a list of its own, stands behind A, whose list names all. */
    @Test
    void everyListIsLookedThrough() {
        assertThat(isOpen(Map.of(A, Set.of(EV1, EV2), B, Set.of(EV2)))).isFalse();
    }

    @Test
    void lookingThroughTheListsStopsWhenNobodyWaits() {
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(SolverInterrupted.class).isThrownBy(() -> isOpen(Map.of()));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** 8,193 homes and 8,192 EVs: one home more than a table of 2^26 pairs has room for. */
    @Test
    void listsAmongTooManyPairsAreRefusedBeforeATableIsMade() {
        var homes = IntStream.range(0, 8_193).mapToObj(i -> Bids.surplus("P" + i, 1));
        var cars = IntStream.range(0, 8_192).mapToObj(j -> Bids.vehicle("EV" + j, 1, 1));
        var problem = new MatchingProblem(
                homes.toList(), cars.toList(), TradingPartners.own(Map.of(new ProsumerId("P0"), EV1)));
        assertThatExceptionOfType(MatchingUnavailable.class)
                .isThrownBy(() -> new OptimalMatcher().match(problem))
                .withMessage(
                        "8193 prosumers and 8192 EVs, not all of which may trade with all, make more than 67108864 pairs");
    }

    /** As many as above: whose wishes are too small for all EVs counts for none, and lines suffice. */
    @Test
    void aFleetWithOneLeastPowerNeedsNoTable() {
        var matching = new OptimalMatcher().match(manyHomesAndCars(car -> Bids.least(2, 1)));
        assertThat(matching.pairs())
                .hasSize(4_096)
                .allMatch(pair -> pair.prosumer().forecast().surplus().equals(new Energy(120)));
    }

    @Test
    void wishesThatSufficeForSomeOfTooManyPairsAreRefusedBeforeATableIsMade() {
        assertThatExceptionOfType(MatchingUnavailable.class)
                .isThrownBy(() -> new OptimalMatcher().match(manyHomesAndCars(car -> Bids.least(car % 2, 1))))
                .withMessageContaining("not all of which may trade with all");
    }

    /** 8,193 homes, of which every other one has 2 mW to spare, and the others a little less than 1 mW. */
    private static MatchingProblem manyHomesAndCars(IntFunction<LeastPower> least) {
        var homes = IntStream.range(0, 8_193).mapToObj(i -> Bids.surplus("P" + i, i % 2 == 1 ? 120 : 59));
        var cars = IntStream.range(0, 8_192).mapToObj(j -> Bids.vehicle("EV" + j, 200, 0, least.apply(j)));
        return new MatchingProblem(homes.toList(), cars.toList(), TradingPartners.EVERYONE_WITH_EVERYONE);
    }

    private static List<Community> communities(TradingPartners partners) {
        return Community.of(new MatchingProblem(List.of(WISH_A, WISH_B), List.of(CAR_1, CAR_2), partners));
    }

    private static boolean isOpen(Map<ProsumerId, Set<VehicleId>> few) {
        return new Community(List.of(WISH_A, WISH_B), List.of(CAR_1, CAR_2), new TradingPartners(few)).isOpen();
    }
}
