package ems.ledger.replay;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import ems.market.bid.ProsumerBid;
import ems.market.bid.VehicleBid;
import ems.market.matching.Certificate;
import ems.market.matching.FirstCome;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.MatchingProblem;
import ems.market.matching.MatchingResult;
import ems.market.matching.OptimalMatcher;
import ems.market.matching.Pairing;
import ems.market.matching.ShadowPrice;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

/** The bids of one period, and whether what is claimed of their matching follows from them and the shadow prices. */
final class BidsOfAPeriod {

    private final Map<ProsumerId, ProsumerBid> prosumers = new LinkedHashMap<>();
    private final Map<VehicleId, VehicleBid> vehicles = new LinkedHashMap<>();
    private final Set<Party> refused = new HashSet<>();
    private final Map<VehicleId, Energy> prices = new TreeMap<>();
    /** Pairs of first come, first served that are not there yet, if that made the period's. */
    private final Set<Pairing> missing = new LinkedHashSet<>();

    private VehicleId lastPriced;
    private boolean optimal;

    void bid(ProsumerBid bid) {
        refuseIf(prosumers.put(bid.prosumer(), bid) != null, bid.prosumer() + " bids twice");
    }

    void bid(VehicleBid bid) {
        refuseIf(vehicles.put(bid.vehicle(), bid) != null, bid.vehicle() + " bids twice");
    }

    /** A party that is refused between its bid and the matching is not matched. */
    void refuse(Party party) {
        refused.add(party);
    }

    void price(ShadowPrice price) {
        var vehicle = price.vehicle();
        refuseIf(
                lastPriced != null && lastPriced.compareTo(vehicle) >= 0,
                "shadow prices stand in order of their EVs, each once");
        prices.put(vehicle, price.energy());
        lastPriced = vehicle;
    }

    boolean arePriced() {
        return lastPriced != null;
    }

    /** The bids of two who are paired; refuses outsiders, and pairs that may not trade. */
    Pairing pair(ProsumerId prosumer, VehicleId vehicle, Register register) {
        var pair = new Pairing(of(prosumer), of(vehicle));
        register.refuseOutsider(prosumer);
        register.refuseOutsider(vehicle);
        refuseIf(!register.partners().mayTrade(prosumer, vehicle), prosumer + " may not trade with " + vehicle);
        return pair;
    }

    private ProsumerBid of(ProsumerId prosumer) {
        var bid = prosumers.get(prosumer);
        refuseIf(bid == null, prosumer + " has no bid in this period");
        return bid;
    }

    private VehicleBid of(VehicleId vehicle) {
        var bid = vehicles.get(vehicle);
        refuseIf(bid == null || refused.contains(vehicle), vehicle + " has no bid in this period");
        return bid;
    }

    /** Refuses a result that these bids and prices do not lead to. */
    void check(MatchingResult result, TradingPartners partners) {
        optimal = result.algorithm().equals(OptimalMatcher.ALGORITHM);
        refuseIf(
                !optimal && !result.algorithm().equals(GreedyMatcher.ALGORITHM),
                "the market has no matcher called '" + result.algorithm() + "'");
        refuseIf(
                optimal && !result.isOptimumKnown(),
                "who knows the optimal pairs knows what prosumers would have lost without them");
        var certificate = new Certificate(prices);
        refuseIf(
                !certificate.hash().equals(result.certificate()),
                "the shadow prices before it have the hash " + certificate.hash());
        var problem = new MatchingProblem(
                List.copyOf(prosumers.values()),
                vehicles.values().stream()
                        .filter(bid -> !refused.contains(bid.vehicle()))
                        .toList(),
                partners);
        var bound = certificate.bound(problem);
        refuseIf(
                !bound.equals(result.bound()),
                "bids and shadow prices allow " + bound.millijoules() + " mJ and no less");
        var firstCome = FirstCome.pairs(problem);
        var greedy = Pairing.forecastEnergy(firstCome);
        refuseIf(
                !greedy.equals(result.greedyEnergy()),
                "first come, first served would move " + greedy.millijoules() + " mJ");
        refuseIf(
                optimal && !bound.equals(result.forecastEnergy()),
                "it is not proved optimal: the certificate allows " + bound.millijoules() + " mJ");
        refuseIf(
                !optimal && !greedy.equals(result.forecastEnergy()),
                "first come, first served would move " + greedy.millijoules() + " mJ");
        if (!optimal) {
            missing.addAll(firstCome);
        }
    }

    /** Refuses a pair that the result's algorithm does not make. */
    void refuseUnlessMade(Pairing pair) {
        var prosumer = pair.prosumer().prosumer();
        var vehicle = pair.vehicle().vehicle();
        refuseIf(optimal && pair.forecastEnergy().isZero(), "an optimal pair would move something");
        refuseIf(
                !optimal && !missing.remove(pair),
                "first come, first served does not pair " + prosumer + " with " + vehicle);
    }

    /** The matching is over: energy alone does not tell of greedy pairs that would move nothing. */
    void refuseMissingPairs() {
        for (Pairing pair : missing) {
            throw new IllegalArgumentException("first come, first served pairs "
                    + pair.prosumer().prosumer() + " with " + pair.vehicle().vehicle() + ", too");
        }
    }

    private static void refuseIf(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException(why);
        }
    }
}
