package ems.market.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.fixture.Bids;
import ems.market.matching.solver.Amounts;
import ems.market.matching.solver.Assigned;
import ems.market.matching.solver.DenseSolver;
import ems.market.matching.solver.LineSolver;
import ems.market.matching.solver.WorthTable;
import ems.market.party.LeastPower;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.record.Flow;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

import static ems.market.fixture.Bids.demand;
import static ems.market.fixture.Bids.names;
import static ems.market.fixture.Bids.surplus;
import static ems.market.fixture.Bids.vehicle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Pairs under a price for time: storing and releasing count in different measure. */
class HorizonMatchingTest {

    private static final TradingPartners ALL = TradingPartners.EVERYONE_WITH_EVERYONE;
    /** 1 mW over a period, mJ. */
    private static final long UNIT = 60;

    /** What one home has to spare, and what another needs, in one minute. */
    private record Minute(long surplus, long demand) {}

    /** One EV through some minutes whose forecasts come true. */
    private static final class Battery {

        private final long window;
        private final HorizonPrice price;
        private long held;
        private long stored;
        private long released;

        Battery(long window, long held, int perMille) {
            this.window = window;
            this.held = held;
            this.price = new HorizonPrice(perMille);
        }

        Battery through(Minute... minutes) {
            for (Minute minute : minutes) {
                var problem = new MatchingProblem(
                        List.of(surplus("P", minute.surplus), demand("C", minute.demand)),
                        List.of(vehicle("EV1", window - held, held)),
                        ALL,
                        Optional.of(price));
                for (Pairing pair : new OptimalMatcher().match(problem).pairs()) {
                    long moved = pair.forecastEnergy().millijoules();
                    stored += pair.flow() == Flow.STORED ? moved : 0;
                    released += pair.flow() == Flow.RELEASED ? moved : 0;
                    held += pair.flow() == Flow.STORED ? moved : -moved;
                }
            }
            return this;
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 10", "900, 8, 18"})
    void whereEnergyIsScarceStoringNowServesMoreLater(int perMille, long stored, long released) {
        var battery = new Battery(20, 10, perMille).through(new Minute(8, 9), new Minute(0, 12), new Minute(0, 12));
        assertThat(battery.stored).isEqualTo(stored);
        assertThat(battery.released).isEqualTo(released);
    }

    /** In tenths: of a window of 10.0 are 8.0 held, and 1.5 can be released. */
    @ParameterizedTest
    @CsvSource({"0, 20, 0", "-500, 35, 15"})
    void whereRoomIsScarceReleasingNowStoresMoreLater(int perMille, long stored, long released) {
        var battery = new Battery(100, 80, perMille).through(new Minute(60, 15), new Minute(100, 0));
        assertThat(battery.stored).isEqualTo(stored);
        assertThat(battery.released).isEqualTo(released);
    }

    /** The two are worth the same at 1/11. */
    @ParameterizedTest
    @CsvSource({"0, C-EV1", "90, C-EV1", "91, P-EV1", "100, P-EV1", "-990, C-EV1", "990, P-EV1"})
    void aPairTurnsWhereTheWeightsDo(int perMille, String pair) {
        var problem = new MatchingProblem(
                List.of(surplus("P", 10), demand("C", 12)),
                List.of(vehicle("EV1", 20, 20)),
                ALL,
                Optional.of(new HorizonPrice(perMille)));
        assertThat(names(new OptimalMatcher().match(problem).pairs())).containsExactly(pair);
    }

    /** Whatever solves it: lines, a table for lists of partners, or cars that take nothing below a power of their own. */
    @Property(tries = 600)
    void theWorthIsTheBestOfATableOfAllPairsAndProved(
            @ForAll long seed, @ForAll @IntRange(min = -HorizonPrice.MOST, max = HorizonPrice.MOST) int perMille) {
        var problem = anyProblem(new Random(seed), Optional.of(new HorizonPrice(perMille)));
        var best = new OptimalMatcher().match(problem);
        var proved = best.certificate().refuseUnlessOptimal(problem, best.pairs());
        assertThat(proved).isEqualTo(problem.worth().of(best.pairs()));
        assertThat(proved.millijoules()).isEqualTo(bestOfATable(problem));
    }

    @Property(tries = 300)
    void atAPriceOfNothingThePairsAreThoseOfNoPrice(@ForAll long seed) {
        var without = anyProblem(new Random(seed), Optional.empty());
        var at0 = anyProblem(new Random(seed), Optional.of(new HorizonPrice(0)));
        var energy = Pairing.forecastEnergy(new OptimalMatcher().match(without).pairs());
        var weighed = new OptimalMatcher().match(at0);
        assertThat(weighed.pairs())
                .isEqualTo(new OptimalMatcher().match(without).pairs());
        assertThat(weighed.certificate().bound(at0).millijoules()).isEqualTo(HorizonPrice.ONE * energy.millijoules());
    }

    /** A matching that only another price makes the best is refused under this one, and the price is named. */
    @Test
    void whatIsBestUnderOnePriceIsNotUnderAnother() {
        List<ProsumerBid> homes = List.of(surplus("P", 10), demand("C", 12));
        var cars = List.of(vehicle("EV1", 20, 20));
        var low = new MatchingProblem(homes, cars, ALL, Optional.of(new HorizonPrice(0)));
        var high = new MatchingProblem(homes, cars, ALL, Optional.of(new HorizonPrice(500)));
        var matching = new OptimalMatcher().match(high);
        assertThat(matching.certificate().refuseUnlessOptimal(high, matching.pairs()))
                .isEqualTo(new Energy(15_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matching.certificate().refuseUnlessOptimal(low, matching.pairs()))
                .withMessage("the pairs move 10000 thousandths of a mJ under a horizon price of 0 per mille, and the"
                        + " certificate allows 16000 thousandths of a mJ under a horizon price of 0 per mille");
    }

    @Test
    void firstComeFirstServedLooksAtNoPrice() {
        for (int perMille : List.of(-990, 0, 990)) {
            var problem = new MatchingProblem(
                    List.of(surplus("P", 10), demand("C", 12)),
                    List.of(vehicle("EV1", 20, 20)),
                    ALL,
                    Optional.of(new HorizonPrice(perMille)));
            assertThat(names(new GreedyMatcher().match(problem).pairs())).containsExactly("P-EV1");
            assertThat(names(new ComparedWithOptimal().match(problem).pairs())).containsExactly("P-EV1");
        }
    }

    /** With a weight for each EV no order of the EVs is right for all homes, and no line: such worth needs a table. */
    @Test
    void weightsByEvHaveNoOrder() {
        assertThat(weighedByEv(10, 6)).isEqualTo(18);
        assertThat(largestToTheFirst(10, 6)).isEqualTo(18);
        assertThat(largestToTheFirst(6, 10)).isEqualTo(14);
        assertThat(weighedByEv(3, 1)).isEqualTo(7);
        assertThat(largestToTheFirst(3, 1)).isEqualTo(5);
    }

    private static final long[] ROOMS = {10, 4};
    private static final long[] WEIGHTS = {1, 2};

    private static long byEv(long surplus, int vehicle) {
        return WEIGHTS[vehicle] * Math.min(surplus, ROOMS[vehicle]);
    }

    private static long weighedByEv(long... surpluses) {
        var table = new WorthTable(surpluses.length, ROOMS.length);
        for (int i = 0; i < surpluses.length; i++) {
            for (int j = 0; j < ROOMS.length; j++) {
                table.set(i, j, byEv(surpluses[i], j));
            }
        }
        int[] vehicleOf = DenseSolver.solve(table).vehicleOf();
        long worth = 0;
        for (int i = 0; i < surpluses.length; i++) {
            worth += byEv(surpluses[i], vehicleOf[i]);
        }
        return worth;
    }

    private static long largestToTheFirst(long first, long second) {
        return byEv(first, 0) + byEv(second, 1);
    }

    /** The largest grid, each home and each car at 22 kW, under the dearest price. */
    @Test
    void aMillionPairsAt22KilowattsStayInsideALong() {
        long wish = 22_000_000L * UNIT * new HorizonPrice(HorizonPrice.MOST).stored();
        long[] million = new long[1_000_000];
        Arrays.fill(million, wish);
        var assigned = LineSolver.solve(new Amounts(million, new long[0], million, new long[million.length]));
        assertThat(Arrays.stream(assigned.vehicleOf()).filter(vehicle -> vehicle != Assigned.NOBODY))
                .hasSize(million.length);
        assertThat(Math.multiplyExact(wish, million.length)).isEqualTo(2_626_800_000_000_000_000L);
    }

    /** It could hold more than weighed energy fits into a long: what it can do beyond any wish does not count. */
    @Test
    void aBatteryWithoutBoundsIsNoTrouble() {
        var problem = new MatchingProblem(
                List.of(surplus("P", 10), demand("C", 3)),
                List.of(vehicle("EV1", Long.MAX_VALUE - 5, 5), vehicle("EV2", 2, Long.MAX_VALUE - 2)),
                ALL,
                Optional.of(new HorizonPrice(990)));
        var best = new OptimalMatcher().match(problem);
        assertThat(names(best.pairs())).containsExactly("C-EV2", "P-EV1");
        assertThat(best.certificate().refuseUnlessOptimal(problem, best.pairs()))
                .isEqualTo(new Energy(19_900 + 30));
    }

    private static long bestOfATable(MatchingProblem problem) {
        var homes = problem.prosumers();
        var cars = problem.vehicles();
        var table = new WorthTable(homes.size(), cars.size());
        for (int i = 0; i < homes.size(); i++) {
            for (int j = 0; j < cars.size(); j++) {
                table.set(i, j, worth(problem, homes.get(i), cars.get(j)));
            }
        }
        int[] vehicleOf = DenseSolver.solve(table).vehicleOf();
        long worth = 0;
        for (int i = 0; i < homes.size(); i++) {
            worth += vehicleOf[i] == Assigned.NOBODY ? 0 : worth(problem, homes.get(i), cars.get(vehicleOf[i]));
        }
        return worth;
    }

    /** Written out: weight of the side times the energy, if the two may trade. */
    private static long worth(MatchingProblem problem, ProsumerBid home, VehicleBid car) {
        if (!problem.partners().mayTrade(home.prosumer(), car.vehicle())) {
            return 0;
        }
        int perMille = problem.worth().horizon().orElseThrow().perMille();
        long weight = home.forecast().isSurplus() ? 1_000 + perMille : 1_000 - perMille;
        return weight * car.exchangeable(home.forecast()).millijoules();
    }

    /** Up to 14 homes and cars; of some all trade with all, of some homes with lists, of some cars with least powers. */
    private static MatchingProblem anyProblem(Random random, Optional<HorizonPrice> horizon) {
        boolean lists = random.nextInt(3) == 0;
        boolean choosy = random.nextInt(3) == 0;
        List<VehicleBid> cars = new ArrayList<>();
        for (int j = random.nextInt(1, 14); j > 0; j--) {
            cars.add(Bids.vehicle(
                    "EV" + j,
                    UNIT * random.nextInt(30),
                    UNIT * random.nextInt(30),
                    choosy ? Bids.least(random.nextInt(9), random.nextInt(9)) : LeastPower.NONE));
        }
        List<ProsumerBid> homes = new ArrayList<>();
        Map<ProsumerId, Set<VehicleId>> few = new HashMap<>();
        for (int i = random.nextInt(14); i > 0; i--) {
            homes.add(Bids.net("L" + i, UNIT * random.nextInt(-40, 41)));
            if (lists && random.nextBoolean()) {
                few.put(
                        new ProsumerId("L" + i),
                        Set.of(cars.get(random.nextInt(cars.size())).vehicle()));
            }
        }
        return new MatchingProblem(homes, cars, new TradingPartners(few), horizon);
    }
}
