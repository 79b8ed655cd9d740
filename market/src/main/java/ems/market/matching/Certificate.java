package ems.market.matching;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.ProsumerBid;
import ems.market.record.ShadowPrice;

/**
 * Evidence that no matching of a period's bids moves more than some bound: a shadow price for each EV.
 *
 * <p>Whatever the prices: a pair moves no more than the price of its EV and what the prosumer gains beyond that price, which
 * is no more than it gains with the EV that is best for it. Every EV is in at most one pair, every prosumer too. So no matching
 * moves more than <em>all prices, and for each prosumer the most that any EV can move for it less that EV's price, or
 * nothing</em>. A matching that moves exactly as much is optimal, and nobody needs to know how it was found: this class and
 * {@link Offers} share no code with the solvers.
 *
 * <p>Source: weak duality of the assignment problem. Time O((n + m) log(n + m)), and with k different least powers
 * O((n + m) log k log(n + m)).
 *
 * @param prices EVs whose shadow price is above 0 mJ; all others cost nothing
 */
public record Certificate(Map<VehicleId, Energy> prices) {

    /** Says that no prosumer can move more than with the best EV if that served nobody else. */
    public static final Certificate WITHOUT_PRICES = new Certificate(Map.of());

    public Certificate {
        prices = new TreeMap<>(prices);
        prices.values().removeIf(Energy::isZero);
        prices = Collections.unmodifiableMap(prices);
    }

    public Energy price(VehicleId vehicle) {
        return prices.getOrDefault(vehicle, Energy.ZERO);
    }

    /** In order of the EVs' names. */
    public List<ShadowPrice> shadowPrices() {
        return prices.entrySet().stream()
                .map(price -> new ShadowPrice(price.getKey(), price.getValue()))
                .toList();
    }

    /**
     * Energy that no matching of these bids exceeds.
     *
     * @throws IllegalArgumentException if an EV has a price and no bid
     * @throws ArithmeticException if the prices are absurdly large
     */
    public Energy bound(MatchingProblem problem) {
        refuseStrangers(problem);
        Energy bound = Energy.ZERO;
        for (Energy price : prices.values()) {
            bound = bound.plus(price);
        }
        var offers = new Offers(problem, this);
        for (ProsumerBid bid : problem.prosumers()) {
            bound = bound.plus(offers.mostGained(bid));
        }
        return bound;
    }

    private void refuseStrangers(MatchingProblem problem) {
        Set<VehicleId> bidding = new HashSet<>();
        problem.vehicles().forEach(bid -> bidding.add(bid.vehicle()));
        for (VehicleId vehicle : prices.keySet()) {
            if (!bidding.contains(vehicle)) {
                throw new IllegalArgumentException(vehicle + " has a shadow price and no bid");
            }
        }
    }

    /**
     * Refuses pairs that are not of these bids, use a bid twice or move less than the bound.
     *
     * @return the bound, which the pairs reach
     * @throws IllegalArgumentException with the reason
     */
    public Energy refuseUnlessOptimal(MatchingProblem problem, List<Pairing> pairs) {
        Set<Party> taken = new HashSet<>();
        Energy moved = Energy.ZERO;
        for (Pairing pair : pairs) {
            var prosumer = pair.prosumer().prosumer();
            var vehicle = pair.vehicle().vehicle();
            var energy = pair.forecastEnergy();
            refuseIf(
                    problem.prosumer(prosumer).filter(pair.prosumer()::equals).isEmpty(),
                    () -> prosumer + " is paired without a bid");
            refuseIf(
                    problem.vehicle(vehicle).filter(pair.vehicle()::equals).isEmpty(),
                    () -> vehicle + " is paired without a bid");
            refuseIf(!taken.add(prosumer), () -> prosumer + " is paired twice");
            refuseIf(!taken.add(vehicle), () -> vehicle + " is paired twice");
            refuseIf(
                    !problem.partners().mayTrade(prosumer, vehicle), () -> prosumer + " may not trade with " + vehicle);
            refuseIf(energy.isZero(), () -> prosumer + " and " + vehicle + " would move nothing");
            moved = moved.plus(energy);
        }
        refuseUnlessReached(moved, bound(problem));
        return moved;
    }

    private static void refuseUnlessReached(Energy moved, Energy bound) {
        refuseIf(
                !moved.equals(bound),
                () -> "the pairs move " + moved.millijoules() + " mJ, and the certificate allows " + bound.millijoules()
                        + " mJ");
    }

    /** SHA-256 of the shadow prices' lines, each with its end, in hexadecimal. */
    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (ShadowPrice price : shadowPrices()) {
                digest.update((price.text() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void refuseIf(boolean wrong, Supplier<String> why) {
        if (wrong) {
            throw new IllegalArgumentException(why.get());
        }
    }
}
