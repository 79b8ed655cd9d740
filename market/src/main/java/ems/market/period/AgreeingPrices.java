package ems.market.period;

import java.util.ArrayList;
import java.util.List;

import ems.market.bid.Rejection;
import ems.market.exchange.Flow;
import ems.market.journal.PeriodOpened;
import ems.market.matching.AgreedPrice;
import ems.market.matching.Match;
import ems.market.matching.MatchId;
import ems.market.matching.Pairing;
import ems.market.party.GridPrices;
import ems.market.quantity.Price;
import ems.market.record.Entry;
import ems.market.rule.ActiveRules;
import ems.market.rule.PricingQuestion;
import ems.market.rule.RuleReference;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.Verdict.Refused;

/** Fixes both prices of each pair before energy flows; a pair that the rules give no price to is not matched. */
final class AgreeingPrices {

    private static final RuleReference PAUSE =
            RuleReference.ofCode("Trading pauses while the grid pays more for energy than it asks");

    private AgreeingPrices() {}

    static List<Entry> of(PeriodKey key, PeriodOpened opened, ActiveRules rules, List<Pairing> pairs) {
        List<PricingQuestion> questions = new ArrayList<>(2 * pairs.size());
        for (Pairing pair : pairs) {
            var inventory = pair.vehicle().inventory();
            var cost = inventory.averageCost(opened.prices().buy());
            questions.add(new PricingQuestion(Flow.STORED, cost, opened.prices()));
            questions.add(new PricingQuestion(Flow.RELEASED, cost, opened.prices()));
        }
        var prices = rules.prices(questions);
        List<Entry> entries = new ArrayList<>(pairs.size());
        for (int i = 0; i < pairs.size(); i++) {
            entries.addAll(agreed(key, pairs.get(i), prices.get(2 * i), prices.get(2 * i + 1), opened.prices()));
        }
        return entries;
    }

    private static List<Entry> agreed(
            PeriodKey key, Pairing pair, Verdict<Price> storing, Verdict<Price> releasing, GridPrices grid) {
        var prosumer = pair.prosumer().prosumer();
        var vehicle = pair.vehicle().vehicle();
        for (Verdict<Price> verdict : List.of(storing, releasing)) {
            if (verdict instanceof Refused<Price> no) {
                return List.of(
                        new Rejection(prosumer, no.reason(), no.rule()),
                        new Rejection(vehicle, no.reason(), no.rule()));
            }
        }
        if (!grid.leaveRoomToTrade()) {
            String reason = "the grid pays " + grid.sell() + " and asks " + grid.buy();
            return List.of(new Rejection(prosumer, reason, PAUSE), new Rejection(vehicle, reason, PAUSE));
        }
        return List.of(new Match(
                MatchId.of(key.period(), prosumer, vehicle),
                prosumer,
                vehicle,
                pair.forecastEnergy(),
                checked((Granted<Price>) storing, grid),
                checked((Granted<Price>) releasing, grid)));
    }

    /** Whatever a table says: no one does worse than with the grid. */
    private static AgreedPrice checked(Granted<Price> verdict, GridPrices grid) {
        if (!grid.suit(verdict.grant())) {
            throw new IllegalStateException("price of " + verdict.grant() + " set by " + verdict.rule()
                    + " is outside the grid's [" + grid.sell() + ", " + grid.buy() + "]");
        }
        return new AgreedPrice(verdict.grant(), verdict.rule());
    }
}
