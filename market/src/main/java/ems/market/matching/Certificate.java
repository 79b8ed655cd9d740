package ems.market.matching;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import ems.market.party.Party;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.EntryLines;
import ems.market.record.ProsumerBid;
import ems.market.record.ShadowPrice;
import ems.market.record.TextHash;

/**
 * Evidence that no matching of a period's bids moves more than some bound: a shadow price for each EV. Where the period has a horizon
 * price, <em>moves</em> means here: is worth, and prices and bound are in the unit of the {@link PairWorth}.
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
 * @param prices EVs whose shadow price is above 0 mJ, in order of their names; all others cost nothing
 */
public record Certificate(Map<VehicleId, Energy> prices) {

    /** Says that no prosumer can move more than with the best EV if that served nobody else. */
    public static final Certificate WITHOUT_PRICES = new Certificate(Map.of());

    public Certificate {
        Map<VehicleId, Energy> inOrder = new LinkedHashMap<>(2 * prices.size());
        new TreeMap<>(prices).forEach((vehicle, price) -> {
            if (!price.isZero()) {
                inOrder.put(vehicle, price);
            }
        });
        prices = Collections.unmodifiableMap(inOrder);
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
     * Energy, or worth, that no matching of these bids exceeds.
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
        Set<Party> taken = new HashSet<>(4 * pairs.size());
        Energy moved = Energy.ZERO;
        for (Pairing pair : pairs) {
            var fault = fault(pair, problem, taken);
            if (fault != null) {
                throw new IllegalArgumentException(fault);
            }
            moved = moved.plus(problem.worth().of(pair));
        }
        refuseUnlessReached(moved, bound(problem), problem.worth());
        return moved;
    }

    /** Why the pair cannot be one of these bids' beside those that are taken; null if it can, and then its two are taken, too. */
    private static @Nullable String fault(Pairing pair, MatchingProblem problem, Set<Party> taken) {
        var prosumer = pair.prosumer().prosumer();
        var vehicle = pair.vehicle().vehicle();
        if (problem.prosumer(prosumer).filter(pair.prosumer()::equals).isEmpty()) {
            return prosumer + " is paired without a bid";
        }
        if (problem.vehicle(vehicle).filter(pair.vehicle()::equals).isEmpty()) {
            return vehicle + " is paired without a bid";
        }
        if (!taken.add(prosumer)) {
            return prosumer + " is paired twice";
        }
        if (!taken.add(vehicle)) {
            return vehicle + " is paired twice";
        }
        if (!problem.partners().mayTrade(prosumer, vehicle)) {
            return prosumer + " may not trade with " + vehicle;
        }
        return pair.forecastEnergy().isZero() ? prosumer + " and " + vehicle + " would move nothing" : null;
    }

    private static void refuseUnlessReached(Energy moved, Energy bound, PairWorth worth) {
        if (!moved.equals(bound)) {
            throw new IllegalArgumentException(
                    "the pairs move " + worth.inWords(moved) + ", and the certificate allows " + worth.inWords(bound));
        }
    }

    /** SHA-256 of the shadow prices' lines, each with its end, in hexadecimal. */
    public String hash() {
        var lines = EntryLines.of(shadowPrices());
        return TextHash.of(lines.bytes(), lines.start(lines.size()));
    }
}
