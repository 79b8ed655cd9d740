package ems.market.period;

import java.util.ArrayList;
import java.util.List;

import ems.market.direct.LeftoverHomes;
import ems.market.matching.FirstCome;
import ems.market.matching.Matcher;
import ems.market.matching.Matching;
import ems.market.matching.MatchingProblem;
import ems.market.matching.MatchingUnavailable;
import ems.market.matching.OptimalMatcher;
import ems.market.matching.Pairing;
import ems.market.party.MembersByPeriod;
import ems.market.quantity.Energy;
import ems.market.record.DirectTrade;
import ems.market.record.Entry;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.VehicleBid;

/** Step 4: pairs the period's bids, checks that nothing better exists, and fixes the pairs' prices. */
final class MatchingBids {

    private final MembersByPeriod members;
    private final MarketPorts ports;

    MatchingBids(MembersByPeriod members, MarketPorts ports) {
        this.members = members;
        this.ports = ports;
    }

    /**
     * EVs that are no longer free, the certificate and the result, then matches and rejections, and then those of homes that trade with
     * each other; nothing if the period was never
     * opened.
     *
     * @throws MatchingUnavailable if the matcher cannot answer or breaks, or its certificate does not prove its answer
     */
    List<Entry> match(PeriodRecord before, Matcher matcher) {
        var opened = before.first(PeriodOpened.class);
        return opened.isPresent() ? match(before, opened.get(), matcher) : List.of();
    }

    private List<Entry> match(PeriodRecord before, PeriodOpened opened, Matcher matcher) {
        List<Entry> entries = new ArrayList<>();
        List<VehicleBid> free = new ArrayList<>();
        List<VehicleBid> bids = before.all(VehicleBid.class);
        var seen = ports.journal()
                .lastStandings(
                        before.key().grid(),
                        bids.stream().map(VehicleBid::vehicle).toList());
        for (VehicleBid bid : bids) {
            CollectingBids.seenLater(seen, before.key(), bid.vehicle())
                    .ifPresentOrElse(entries::add, () -> free.add(bid));
        }
        var problem = new MatchingProblem(
                before.all(ProsumerBid.class),
                free,
                members.in(before.key().period()).partners(),
                before.horizonPrice());
        var matching = matcher.matchOrGiveUp(problem);
        Energy bound = checkedBound(matcher.algorithm(), matching, problem);
        List<Pairing> firstCome = FirstCome.pairs(problem);
        List<Pairing> optimum = matching.optimum().orElse(List.of());
        var rules = ports.rules().version(opened.rules());
        var prices = AgreeingPrices.forVehiclesOf(List.of(matching.pairs(), firstCome, optimum), opened, rules);
        entries.addAll(matching.certificate().shadowPrices());
        entries.add(new MatchingResult(
                matcher.algorithm(),
                Pairing.forecastEnergy(matching.pairs()),
                Pairing.forecastEnergy(firstCome),
                bound,
                matching.optimum().map(best -> prices.gainOfProsumers(best).minus(prices.gainOfProsumers(firstCome))),
                matching.certificate().hash(),
                problem.worth()
                        .horizon()
                        .map(price -> new MatchingResult.Worth(
                                problem.worth().of(matching.pairs()),
                                problem.worth().of(firstCome)))));
        entries.addAll(prices.of(before.key(), matching.pairs()));
        if (DirectTradeInForce.in(before.key(), ports) == DirectTrade.LEFTOVERS) {
            var homes = new LeftoverHomes(
                    problem,
                    Pairing.parties(matching.pairs()),
                    ports.ledger().privateHomes(before.key().grid()));
            entries.addAll(new PairingLeftovers(opened.prices(), rules).pair(before.key(), homes));
        }
        return entries;
    }

    private static Energy checkedBound(String algorithm, Matching matching, MatchingProblem problem) {
        var optimum = matching.optimum();
        if (algorithm.equals(OptimalMatcher.ALGORITHM)
                && optimum.filter(matching.pairs()::equals).isEmpty()) {
            throw new MatchingUnavailable("the matching is not proved optimal: its pairs are not its optimum");
        }
        if (optimum.isEmpty()) {
            return matching.certificate().bound(problem);
        }
        try {
            return matching.certificate().refuseUnlessOptimal(problem, optimum.get());
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new MatchingUnavailable("the matching is not proved optimal: " + wrong.getMessage(), wrong);
        }
    }
}
