package ems.market.period;

import java.util.ArrayList;
import java.util.List;

import ems.market.direct.DirectPair;
import ems.market.direct.LeftoverHomes;
import ems.market.party.GridPrices;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.quantity.Price;
import ems.market.record.DirectMatch;
import ems.market.record.DirectResult;
import ems.market.record.Entry;
import ems.market.record.MatchIds;
import ems.market.record.Rejection;
import ems.market.record.RuleReference;
import ems.market.rule.ActiveRules;
import ems.market.rule.PricingQuestion;
import ems.market.rule.Verdict;
import ems.market.rule.Verdict.Granted;
import ems.market.rule.Verdict.Refused;

/**
 * The end of step 4: homes that the EVs left are paired with each other. All pairs have one price.
 */
final class PairingLeftovers {

    private final GridPrices grid;
    private final Verdict<Price> price;

    PairingLeftovers(GridPrices grid, ActiveRules rules) {
        this.grid = grid;
        this.price = rules.prices(List.of(PricingQuestion.betweenHomes(grid))).get(0);
    }

    /** The result, then a match or two rejections for each pair. */
    List<Entry> pair(PeriodKey key, LeftoverHomes homes) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new DirectResult(homes.bound()));
        var ids = new MatchIds(key.period());
        for (DirectPair pair : homes.pairs()) {
            entries.addAll(agreed(ids, pair));
        }
        return entries;
    }

    private List<Entry> agreed(MatchIds ids, DirectPair pair) {
        var seller = pair.seller().prosumer();
        var buyer = pair.buyer().prosumer();
        if (price instanceof Refused<Price> no) {
            return refused(seller, buyer, no.reason(), no.rule());
        }
        if (!grid.leaveRoomToTrade()) {
            return refused(seller, buyer, AgreeingPrices.noRoomIn(grid), AgreeingPrices.PAUSE);
        }
        return List.of(new DirectMatch(
                ids.of(seller, buyer),
                seller,
                buyer,
                pair.forecastEnergy(),
                AgreeingPrices.checked((Granted<Price>) price, grid)));
    }

    private static List<Entry> refused(ProsumerId seller, ProsumerId buyer, String reason, RuleReference rule) {
        return List.of(new Rejection(seller, reason, rule), new Rejection(buyer, reason, rule));
    }
}
