package ems.market.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.party.LeastPower;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.Flow;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Which grids need a table of all pairs. More than 2^26 pairs have none: what is solved there was solved without. */
class ChosenSolverTest {

    private static final int CARS = 8_192;
    /** 1 mW over a period, mJ. */
    private static final long UNIT = 60;

    private static final VehicleBid AT_ONCE = car("EV1", 500, LeastPower.NONE);
    private static final VehicleBid FROM_2 = car("EV2", 500, Bids.least(2, 2));

    private static VehicleBid car(String id, long room, LeastPower least) {
        return Bids.vehicle(id, room * UNIT, 0, least);
    }

    private static ProsumerBid home(long wish) {
        return Bids.net("L" + wish, wish * UNIT);
    }

    private static boolean areDivided(List<ProsumerBid> homes, VehicleBid... cars) {
        var community = Community.of(problem(homes, List.of(cars))).get(0);
        return OptimalMatcher.areDivided(
                community, ServedWishes.of(Flow.STORED, community), ServedWishes.of(Flow.RELEASED, community));
    }

    private static MatchingProblem problem(List<ProsumerBid> homes, List<VehicleBid> cars) {
        return new MatchingProblem(homes, cars, TradingPartners.EVERYONE_WITH_EVERYONE);
    }

    @Test
    void aWishThatSufficesForOneCarAndNotForAnotherDividesThem() {
        assertThat(areDivided(List.of(home(1), home(3)), AT_ONCE, FROM_2)).isTrue();
        assertThat(areDivided(List.of(home(2), home(3)), AT_ONCE, FROM_2)).isFalse();
    }

    @Test
    void aFullCarDividesNobody() {
        var homes = List.of(home(1), home(3));
        assertThat(areDivided(homes, car("EV1", 0, LeastPower.NONE), FROM_2)).isFalse();
        assertThat(areDivided(homes, AT_ONCE, car("EV2", 1, Bids.least(2, 2)))).isFalse();
    }

    @Test
    void aHomeWithoutAWishIsNotDivided() {
        assertThat(areDivided(List.of(home(0), home(3)), AT_ONCE, FROM_2)).isFalse();
    }

    @Test
    void aCarThatNeedsMoreThanAnyHomeGivesDividesNobody() {
        var homes = List.of(home(1), home(3));
        assertThat(areDivided(homes, AT_ONCE, car("EV2", 500, Bids.least(4, 0))))
                .isFalse();
        assertThat(areDivided(homes, AT_ONCE, car("EV2", 500, Bids.least(3, 0))))
                .isTrue();
    }

    @Test
    void aWishOfOneSideIsNotMeasuredByTheLeastPowerOfTheOther() {
        assertThat(areDivided(
                        List.of(home(1), home(-3)),
                        Bids.vehicle("EV1", 500, 500, Bids.least(0, 2)),
                        Bids.vehicle("EV2", 500, 500, Bids.least(0, 3))))
                .isFalse();
    }

    /** One home more than a table of 2^26 pairs has room for. */
    @Test
    void listsAmongTooManyPairsAreRefusedBeforeATableIsMade() {
        var homes = IntStream.range(0, CARS + 1).mapToObj(i -> Bids.surplus("P" + i, 1));
        var cars = IntStream.range(0, CARS).mapToObj(j -> Bids.vehicle("EV" + j, 1, 1));
        var problem = new MatchingProblem(
                homes.toList(), cars.toList(), TradingPartners.own(Map.of(new ProsumerId("P0"), new VehicleId("EV1"))));
        assertThatExceptionOfType(MatchingUnavailable.class)
                .isThrownBy(() -> new OptimalMatcher().match(problem))
                .withMessage(
                        "8193 prosumers and 8192 EVs, not all of which may trade with all, make more than 67108864 pairs");
    }

    /** Whose wishes are too small for all EVs counts for none, and lines suffice. */
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

    /** All but three of 8,195 homes have nothing to spare, and all but two of 8,194 cars no room: 4 to the first car, 1 to the other. */
    @Test
    void aHomeThatCanMoveNothingHasNoPlaceInTheTable() {
        List<ProsumerBid> homes = new ArrayList<>(List.of(home(1), home(3), home(4)));
        List<VehicleBid> cars = new ArrayList<>(List.of(car("A", 5, Bids.least(2, 0)), car("B", 1, LeastPower.NONE)));
        IntStream.range(0, CARS).forEach(i -> homes.add(Bids.net("P" + i, 0)));
        IntStream.range(0, CARS).forEach(j -> cars.add(car("EV" + j, 0, LeastPower.NONE)));

        var problem = problem(homes, cars);
        var matching = new OptimalMatcher().match(problem);

        assertThat(matching.certificate().refuseUnlessOptimal(problem, matching.pairs()))
                .isEqualTo(new Energy(5 * UNIT));
        assertThat(matching.certificate().prices()).isNotEmpty();
    }

    /** Each home finds a car that takes all that it has to spare. */
    @Test
    void aMixedFleetThatSufficesForAllNeedsNoTable() {
        var homes = IntStream.range(0, CARS).mapToObj(i -> Bids.surplus("P" + i, i % 2 == 1 ? 120 : 59));
        var cars = IntStream.rangeClosed(0, CARS)
                .mapToObj(j -> Bids.vehicle("EV" + j, 200, 0, Bids.least(2 * (j % 2), 1)));
        var problem = problem(homes.toList(), cars.toList());
        var matching = new OptimalMatcher().match(problem);
        assertThat(matching.pairs()).hasSize(CARS);
        assertThat(matching.certificate()).isEqualTo(Certificate.WITHOUT_PRICES);
        matching.certificate().refuseUnlessOptimal(problem, matching.pairs());
    }

    /** 8,193 homes, of which every other one has 2 mW to spare, and the others a little less than 1 mW. */
    private static MatchingProblem manyHomesAndCars(IntFunction<LeastPower> least) {
        Stream<ProsumerBid> homes =
                IntStream.rangeClosed(0, CARS).mapToObj(i -> Bids.surplus("P" + i, i % 2 == 1 ? 120 : 59));
        var cars = IntStream.range(0, CARS).mapToObj(j -> Bids.vehicle("EV" + j, 200, 0, least.apply(j)));
        return problem(homes.toList(), cars.toList());
    }
}
