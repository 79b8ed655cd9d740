package ems.market.matching;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.party.LeastPower;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.ProsumerBid;
import ems.market.record.ShadowPrice;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CertificateTest {

    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");
    private static final ProsumerBid L1 = Bids.surplus("L1", 4);
    private static final ProsumerBid L2 = Bids.surplus("L2", 10);
    private static final VehicleBid LARGE = Bids.vehicle("EV1", 8, 0);
    private static final VehicleBid SMALL = Bids.vehicle("EV2", 3, 0);
    private static final MatchingProblem PROBLEM =
            new MatchingProblem(List.of(L1, L2), List.of(LARGE, SMALL), TradingPartners.EVERYONE_WITH_EVERYONE);
    private static final List<Pairing> BEST = List.of(new Pairing(L1, SMALL), new Pairing(L2, LARGE));

    private static Certificate prices(long first, long second) {
        return new Certificate(Map.of(EV1, new Energy(first), EV2, new Energy(second)));
    }

    /** At prices of 8 and 3, L1 gains nothing from either EV, and neither does L2: 8 + 3 + 0 + 0. */
    @Test
    void workedByHand() {
        assertThat(prices(8, 3).bound(PROBLEM)).isEqualTo(new Energy(11));
        assertThat(prices(8, 3).refuseUnlessOptimal(PROBLEM, BEST)).isEqualTo(new Energy(11));
    }

    /** L1 may gain 4 from EV1, and L2 8: without prices nobody is told that there is one EV1 only. */
    @Test
    void withoutPricesItTellsLittle() {
        assertThat(Certificate.WITHOUT_PRICES.bound(PROBLEM)).isEqualTo(new Energy(12));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Certificate.WITHOUT_PRICES.refuseUnlessOptimal(PROBLEM, BEST))
                .withMessage("the pairs move 11 mJ, and the certificate allows 12 mJ");
    }

    @Test
    void pricesTooHighProveNothingEither() {
        assertThat(prices(9, 3).bound(PROBLEM)).isEqualTo(new Energy(12));
        assertThat(prices(8, 4).bound(PROBLEM)).isEqualTo(new Energy(12));
    }

    @Test
    void aPriceOfNothingIsNoPrice() {
        assertThat(prices(8, 0).shadowPrices()).containsExactly(new ShadowPrice(EV1, new Energy(8)));
        assertThat(prices(8, 0).hash()).isNotEqualTo(prices(8, 1).hash());
        assertThat(prices(8, 0)).isEqualTo(new Certificate(Map.of(EV1, new Energy(8))));
    }

    @Test
    void theHashIsThatOfTheLines() {
        assertThat(Certificate.WITHOUT_PRICES.hash())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        // printf 'shadow-price|EV1|8\nshadow-price|EV2|3\n' | sha256sum
        assertThat(prices(8, 3).hash()).isEqualTo("3e10f298a566c4f0097dd817df3ca56eea669364185aa3e994ed56441fdce3d8");
    }

    @Test
    void pairsThatAreNoneAreRefused() {
        refused(List.of(new Pairing(L1, SMALL), new Pairing(L2, SMALL)), "EV2 is paired twice");
        refused(List.of(new Pairing(L2, SMALL), new Pairing(L2, LARGE)), "L2 is paired twice");
        refused(List.of(new Pairing(Bids.surplus("L1", 5), LARGE)), "L1 is paired without a bid");
        refused(List.of(new Pairing(L1, Bids.vehicle("EV1", 9, 0))), "EV1 is paired without a bid");
        refused(BEST.subList(0, 1), "the pairs move 3 mJ");
        var own = new MatchingProblem(
                PROBLEM.prosumers(), PROBLEM.vehicles(), TradingPartners.own(Map.of(new ProsumerId("L2"), EV2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prices(8, 3).refuseUnlessOptimal(own, BEST))
                .withMessage("L2 may not trade with EV1");
        var idle = Bids.demand("L3", 2);
        var withIdle = new MatchingProblem(List.of(idle), List.of(LARGE), TradingPartners.EVERYONE_WITH_EVERYONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Certificate.WITHOUT_PRICES.refuseUnlessOptimal(withIdle, List.of(new Pairing(idle, LARGE))))
                .withMessage("L3 and EV1 would move nothing");
    }

    private static void refused(List<Pairing> pairs, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prices(8, 3).refuseUnlessOptimal(PROBLEM, pairs))
                .withMessageContaining(why);
    }

    @Test
    void absurdPricesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Certificate(Map.of(new VehicleId("EV9"), new Energy(1))).bound(PROBLEM))
                .withMessage("EV9 has a shadow price and no bid");
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> prices(Long.MAX_VALUE, Long.MAX_VALUE).bound(PROBLEM));
    }

    @Test
    void partnersCountForTheBound() {
        var own = new MatchingProblem(
                PROBLEM.prosumers(), PROBLEM.vehicles(), TradingPartners.own(Map.of(new ProsumerId("L2"), EV2)));
        assertThat(Certificate.WITHOUT_PRICES.bound(own)).isEqualTo(new Energy(4 + 3));
    }

    /** The bound is found by sorting; here it is found by asking every EV for every prosumer. */
    @Property(tries = 2_000)
    void theBoundIsWhatTheFormulaSays(@ForAll long seed) {
        var market = new Market(new Random(seed));
        var certificate = market.anyPrices();
        long bound = certificate.prices().values().stream()
                .mapToLong(Energy::millijoules)
                .sum();
        for (ProsumerBid bid : market.problem().prosumers()) {
            bound += market.problem().vehicles().stream()
                    .filter(vehicle -> market.problem().partners().mayTrade(bid.prosumer(), vehicle.vehicle()))
                    .mapToLong(vehicle -> vehicle.exchangeable(bid.forecast()).millijoules()
                            - certificate.price(vehicle.vehicle()).millijoules())
                    .filter(gain -> gain > 0)
                    .max()
                    .orElse(0);
        }
        assertThat(certificate.bound(market.problem())).isEqualTo(new Energy(bound));
    }

    /** Any prices at all: weak duality. */
    @Property(tries = 2_000)
    void noMatchingExceedsTheBound(@ForAll long seed) {
        var market = new Market(new Random(seed));
        var best = new OptimalMatcher().match(market.problem());
        assertThat(Pairing.forecastEnergy(best.pairs()))
                .isLessThanOrEqualTo(market.anyPrices().bound(market.problem()));
    }

    /** Pairs are dropped, EVs swapped, prices changed: what loses energy is refused, and so is what proves nothing any more. */
    @Property(tries = 2_000)
    void aTamperedMatchingOrCertificateIsRefused(@ForAll long seed) {
        var random = new Random(seed);
        var market = new Market(random);
        var best = new OptimalMatcher().match(market.problem());
        var energy = best.certificate().refuseUnlessOptimal(market.problem(), best.pairs());
        assertThat(energy).isEqualTo(Pairing.forecastEnergy(best.pairs()));
        if (!best.pairs().isEmpty()) {
            List<Pairing> fewer = new ArrayList<>(best.pairs());
            fewer.remove(random.nextInt(fewer.size()));
            refused(market, best.certificate(), fewer);
        }
        if (best.pairs().size() > 1) {
            var swapped = swapped(best.pairs(), random);
            if (!Pairing.forecastEnergy(swapped).equals(energy)) {
                refused(market, best.certificate(), swapped);
            }
        }
        var other = market.changed(best.certificate());
        if (!other.bound(market.problem()).equals(energy)) {
            refused(market, other, best.pairs());
        }
        assertThat(other.hash()).isNotEqualTo(best.certificate().hash());
    }

    private static void refused(Market market, Certificate certificate, List<Pairing> pairs) {
        assertThatIllegalArgumentException().isThrownBy(() -> certificate.refuseUnlessOptimal(market.problem(), pairs));
    }

    private static List<Pairing> swapped(List<Pairing> pairs, Random random) {
        List<Pairing> shuffled = new ArrayList<>(pairs);
        Collections.shuffle(shuffled, random);
        var first = shuffled.get(0);
        var second = shuffled.get(1);
        shuffled.set(0, new Pairing(first.prosumer(), second.vehicle()));
        shuffled.set(1, new Pairing(second.prosumer(), first.vehicle()));
        return shuffled;
    }

    /** Up to six houses and six EVs; some houses with a list of partners. */
    private static final class Market {

        /** 1 mW over a period, mJ. */
        private static final long UNIT = 60;

        private final Random random;
        private final MatchingProblem problem;

        Market(Random random) {
            this.random = random;
            List<VehicleBid> vehicles = new ArrayList<>();
            for (int j = random.nextInt(1, 7); j > 0; j--) {
                vehicles.add(vehicle("EV" + j));
            }
            List<ProsumerBid> prosumers = new ArrayList<>();
            Map<ProsumerId, Set<VehicleId>> few = new HashMap<>();
            for (int i = random.nextInt(7); i > 0; i--) {
                prosumers.add(Bids.net("L" + i, UNIT * random.nextInt(-12, 13)));
                if (random.nextInt(4) == 0) {
                    few.put(
                            new ProsumerId("L" + i),
                            Set.of(vehicles.get(random.nextInt(vehicles.size())).vehicle()));
                }
            }
            this.problem = new MatchingProblem(prosumers, vehicles, new TradingPartners(few));
        }

        /** Half of the EVs move at least up to five units in a period, or nothing. */
        private VehicleBid vehicle(String name) {
            return Bids.vehicle(
                    name,
                    UNIT * random.nextInt(12),
                    UNIT * random.nextInt(12),
                    random.nextBoolean() ? LeastPower.NONE : Bids.least(random.nextInt(6), random.nextInt(6)));
        }

        MatchingProblem problem() {
            return problem;
        }

        Certificate anyPrices() {
            Map<VehicleId, Energy> prices = new HashMap<>();
            problem.vehicles().forEach(bid -> prices.put(bid.vehicle(), new Energy(UNIT * random.nextInt(12))));
            return new Certificate(prices);
        }

        Certificate changed(Certificate certificate) {
            Map<VehicleId, Energy> prices = new HashMap<>(certificate.prices());
            var vehicle = problem.vehicles()
                    .get(random.nextInt(problem.vehicles().size()))
                    .vehicle();
            prices.merge(vehicle, new Energy(1 + random.nextInt(3)), Energy::plus);
            return new Certificate(prices);
        }
    }
}
