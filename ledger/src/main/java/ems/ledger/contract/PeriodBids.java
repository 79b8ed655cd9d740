package ems.ledger.contract;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import ems.market.direct.LeftoverHomes;
import ems.market.matching.Certificate;
import ems.market.matching.FirstCome;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.MatchingProblem;
import ems.market.matching.OptimalMatcher;
import ems.market.matching.PairWorth;
import ems.market.matching.Pairing;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.record.HorizonEntry;
import ems.market.record.MatchingResult;
import ems.market.record.ProsumerBid;
import ems.market.record.ShadowPrice;
import ems.market.record.VehicleBid;

/** The bids of one period, and whether what is claimed of their matching follows from them and the shadow prices. */
final class PeriodBids {

    private final Map<ProsumerId, ProsumerBid> prosumers;
    private final Map<VehicleId, VehicleBid> vehicles;
    private final Set<Party> refused = new HashSet<>();
    private final Map<VehicleId, Energy> prices = new TreeMap<>();
    /** Pairs of first come, first served that are not there yet, if that made the period's. */
    private final Set<Pairing> missing = new LinkedHashSet<>();

    private @Nullable VehicleId lastPriced;
    private @Nullable HorizonEntry horizon;
    private boolean optimal;

    /** @param members how many parties may bid */
    PeriodBids(int members) {
        prosumers = new LinkedHashMap<>(2 * members);
        vehicles = new LinkedHashMap<>(2 * members);
    }

    void bid(ProsumerBid bid) {
        Refuse.when(prosumers.put(bid.prosumer(), bid) != null, () -> bid.prosumer() + " bids twice");
    }

    boolean has(ProsumerId prosumer) {
        return prosumers.containsKey(prosumer);
    }

    void bid(VehicleBid bid) {
        Refuse.when(vehicles.put(bid.vehicle(), bid) != null, () -> bid.vehicle() + " bids twice");
    }

    /** A party that is refused between its bid and the matching is not matched. */
    void refuse(Party party) {
        refused.add(party);
    }

    /** What a pair of these bids counts for. */
    void weigh(HorizonEntry entry) {
        Refuse.when(horizon != null, "the period has a horizon price before it");
        Refuse.when(arePriced(), "shadow prices stand before it");
        horizon = entry;
    }

    private Optional<HorizonPrice> horizon() {
        return Optional.ofNullable(horizon).map(HorizonEntry::price);
    }

    /** What the pair counts for in the period. */
    Energy worth(Pairing pair) {
        return new PairWorth(horizon()).of(pair);
    }

    void price(ShadowPrice price) {
        var vehicle = price.vehicle();
        Refuse.when(
                lastPriced != null && lastPriced.compareTo(vehicle) >= 0,
                "shadow prices stand in order of their EVs, each once");
        prices.put(vehicle, price.energy());
        lastPriced = vehicle;
    }

    boolean arePriced() {
        return lastPriced != null;
    }

    /** The bids of two who are paired; refuses outsiders, and pairs that may not trade. */
    Pairing pair(ProsumerId prosumer, VehicleId vehicle, Registered registered) {
        var pair = new Pairing(of(prosumer), of(vehicle));
        registered.refuseOutsider(prosumer);
        registered.refuseOutsider(vehicle);
        Refuse.when(
                !registered.partners().mayTrade(prosumer, vehicle), () -> prosumer + " may not trade with " + vehicle);
        return pair;
    }

    private ProsumerBid of(ProsumerId prosumer) {
        return Refuse.ifMissing(prosumers.get(prosumer), () -> prosumer + " has no bid in this period");
    }

    /**
     * The bid of an EV that stands; empty: it was refused.
     *
     * @throws IllegalArgumentException if it is neither accepted nor refused
     */
    Optional<VehicleBid> ofEitherAnswer(VehicleId vehicle) {
        var bid = vehicles.get(vehicle);
        Refuse.when(
                bid == null && !refused.contains(vehicle),
                () -> vehicle + " stands, and is neither accepted nor refused before it");
        return Optional.ofNullable(bid);
    }

    private VehicleBid of(VehicleId vehicle) {
        var bid = refused.contains(vehicle) ? null : vehicles.get(vehicle);
        return Refuse.ifMissing(bid, () -> vehicle + " has no bid in this period");
    }

    /** Refuses a result that these bids and prices do not lead to. */
    void check(MatchingResult result, TradingPartners partners) {
        optimal = result.algorithm().equals(OptimalMatcher.ALGORITHM);
        Refuse.when(
                !optimal && !result.algorithm().equals(GreedyMatcher.ALGORITHM),
                () -> "the market has no matcher called '" + result.algorithm() + "'");
        Refuse.when(
                optimal && !result.isOptimumKnown(),
                "who knows the optimal pairs knows what prosumers would have lost without them");
        refuseOtherMeasure(horizon(), result);
        var certificate = new Certificate(prices);
        Refuse.when(
                !certificate.hash().equals(result.certificate()),
                () -> "the shadow prices before it have the hash " + certificate.hash());
        var problem = problem(partners);
        var worth = problem.worth();
        var bound = certificate.bound(problem);
        Refuse.when(
                !bound.equals(result.bound()),
                () -> "bids and shadow prices allow " + worth.inWords(bound) + " and no less");
        var firstCome = FirstCome.pairs(problem);
        var greedy = Pairing.forecastEnergy(firstCome);
        Refuse.when(
                !greedy.equals(result.greedyEnergy()),
                () -> "first come, first served would move " + greedy.millijoules() + " mJ");
        var measured = worth.of(firstCome);
        Refuse.when(
                !measured.equals(result.measuredOfGreedy()),
                () -> "first come, first served would be worth " + worth.inWords(measured));
        Refuse.when(
                optimal && !bound.equals(result.measured()),
                () -> "it is not proved optimal: the certificate allows " + worth.inWords(bound));
        Refuse.when(
                !optimal && !greedy.equals(result.forecastEnergy()),
                () -> "first come, first served would move " + greedy.millijoules() + " mJ");
        Refuse.when(
                !optimal && !measured.equals(result.measured()),
                () -> "first come, first served would be worth " + worth.inWords(measured));
        if (!optimal) {
            missing.addAll(firstCome);
        }
    }

    /** Pairs are measured by worth in a period with a horizon price, and in no other. */
    static void refuseOtherMeasure(Optional<HorizonPrice> horizon, MatchingResult result) {
        Refuse.when(
                horizon.isPresent() && result.worth().isEmpty(),
                () -> "it does not say what pairs are worth under the period's horizon price of "
                        + horizon.orElseThrow());
        Refuse.when(
                horizon.isEmpty() && result.worth().isPresent(),
                "it says what pairs are worth, and the period has no horizon price before it");
    }

    private MatchingProblem problem(TradingPartners partners) {
        return new MatchingProblem(
                List.copyOf(prosumers.values()),
                vehicles.values().stream()
                        .filter(bid -> !refused.contains(bid.vehicle()))
                        .toList(),
                partners,
                horizon());
    }

    /** @param paired who is in a pair with an EV */
    LeftoverHomes leftBy(Set<Party> paired, Registered registered) {
        return new LeftoverHomes(problem(registered.partners()), paired, registered.privateHomes());
    }

    /** Refuses a pair that the result's algorithm does not make. */
    void refuseUnlessMade(Pairing pair) {
        var prosumer = pair.prosumer().prosumer();
        var vehicle = pair.vehicle().vehicle();
        Refuse.when(optimal && pair.forecastEnergy().isZero(), "an optimal pair would move something");
        Refuse.when(
                !optimal && !missing.remove(pair),
                () -> "first come, first served does not pair " + prosumer + " with " + vehicle);
    }

    /** The matching is over. Greedy pairs that would move nothing do not show in the energy alone. */
    void refuseMissingPairs() {
        for (Pairing pair : missing) {
            throw new IllegalArgumentException("first come, first served pairs "
                    + pair.prosumer().prosumer() + " with " + pair.vehicle().vehicle() + ", too");
        }
    }
}
