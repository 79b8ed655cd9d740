package ems.market.period;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ems.market.matching.Certificate;
import ems.market.matching.MatchExplainer;
import ems.market.matching.MatchExplanation;
import ems.market.matching.MatchingProblem;
import ems.market.party.Party;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;
import ems.market.record.Entry;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.ShadowPrice;
import ems.market.record.Step;
import ems.market.record.StepRecord;
import ems.market.record.VehicleBid;

/** Reads from a period's record alone why each of its matches was made. */
public final class MatchExplanations {

    private MatchExplanations() {}

    /** The matches in order of recording, each with its reason; none if the period was not matched. */
    public static Map<MatchId, MatchExplanation> of(PeriodRecord record, TradingPartners partners) {
        var matches = record.all(Match.class);
        var result = record.first(MatchingResult.class);
        Map<MatchId, MatchExplanation> whys = new LinkedHashMap<>();
        if (matches.isEmpty() || result.isEmpty()) {
            return whys;
        }
        var problem = problem(record, partners);
        var explaining =
                new MatchExplainer(problem, certificate(record), result.get().isOptimumKnown(), valueOfStored(record));
        for (Match match : matches) {
            whys.put(
                    match.id(),
                    explaining.pair(
                            problem.prosumer(match.prosumer()).orElseThrow(), match.vehicle(), match.forecastEnergy()));
        }
        return whys;
    }

    /** The bids that the matcher saw: an EV that was refused before its result was not among them. */
    static MatchingProblem problem(PeriodRecord record, TradingPartners partners) {
        Set<Party> late = refusedBeforeTheResult(record);
        List<VehicleBid> free = new ArrayList<>();
        for (VehicleBid bid : record.all(VehicleBid.class)) {
            if (!late.contains(bid.vehicle())) {
                free.add(bid);
            }
        }
        return new MatchingProblem(record.all(ProsumerBid.class), free, partners, record.horizonPrice());
    }

    /** What a stored kWh is worth under the period's horizon price and the grid's prices; empty without one. */
    public static Optional<Price> valueOfStored(PeriodRecord record) {
        return record.horizonPrice()
                .flatMap(horizon -> record.first(PeriodOpened.class)
                        .map(opened -> opened.prices().valueOfStored(horizon)));
    }

    private static Set<Party> refusedBeforeTheResult(PeriodRecord record) {
        Set<Party> refused = new HashSet<>();
        for (StepRecord done : record.steps()) {
            if (done.step() == Step.MATCH) {
                for (Entry entry : done.entries()) {
                    if (entry instanceof MatchingResult) {
                        break;
                    }
                    if (entry instanceof Rejection rejection) {
                        refused.add(rejection.party());
                    }
                }
            }
        }
        return refused;
    }

    private static Certificate certificate(PeriodRecord record) {
        Map<VehicleId, Energy> prices = new HashMap<>();
        record.all(ShadowPrice.class).forEach(price -> prices.put(price.vehicle(), price.energy()));
        return new Certificate(prices);
    }
}
