package ems.study.whatif;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;
import ems.market.record.CorrectionLine;
import ems.market.record.Entry;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.RuleReference;
import ems.market.record.SettlementLine;
import ems.study.whatif.ReplayedTrades.Replayed;

/** Adds up what the same trades cost under the rules of then and under the draft, side by side. */
final class PricesTally {

    private final TradesTally trades;

    PricesTally(WhatIfWish wish) {
        this.trades = new TradesTally(wish, rule -> rule.table().equals("pricing"));
    }

    /** Rows of a version that was active. */
    void active(List<RuleReference> version) {
        trades.active(version);
    }

    void add(PeriodRecord period, Replayed now, Replayed then) {
        var start = period.key().period().toString();
        var grid = period.first(PeriodOpened.class).map(PeriodOpened::prices);
        Map<MatchId, Integer> places = new HashMap<>();
        for (int i = 0; i < now.entries().size(); i++) {
            Entry was = now.entries().get(i);
            Entry is = then.entries().get(i);
            if (was instanceof Match match) {
                int place = 2 * places.size();
                places.put(match.id(), place);
                trades.hit(false, match, now.cut().get(place), now.cut().get(place + 1));
                trades.hit(true, (Match) is, then.cut().get(place), then.cut().get(place + 1));
            } else if (was instanceof SettlementLine line) {
                int place = places.getOrDefault(line.match(), 0) + (line.flow() == Flow.STORED ? 0 : 1);
                boolean cut = then.cut().get(place);
                trades.book(
                        new ChangedTrade(start, Optional.of(line), Optional.of((SettlementLine) is), false, false, cut),
                        grid);
            } else if (was instanceof CorrectionLine line) {
                var again = Optional.of(((CorrectionLine) is).line());
                trades.book(
                        new ChangedTrade(start, Optional.of(line.line()), again, true, line.takenBack(), false),
                        Optional.empty());
            }
        }
    }

    TradesEffect effect(Map<VehicleId, EnergyInventory> now, Map<VehicleId, EnergyInventory> then) {
        return trades.effect(now, then);
    }
}
