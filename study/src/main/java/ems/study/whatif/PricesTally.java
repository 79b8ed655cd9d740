package ems.study.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import ems.market.party.EnergyInventory;
import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
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

    /** So many changed trades are told one by one. */
    static final int TOLD = 100;

    private final Consumer<ChangedTrade> sink;
    private final RowSums rows = new RowSums();
    private final Map<Party, long[]> money = new HashMap<>();
    private final List<ChangedTrade> first = new ArrayList<>();
    private long changed;
    private long outsideGrid;
    private long stored;
    private long released;

    PricesTally(WhatIfWish wish) {
        this.sink = wish.changed();
        wish.rows().stream().filter(rule -> rule.table().equals("pricing")).forEach(rows::known);
    }

    /** Rows of a version that was active. */
    void active(List<RuleReference> version) {
        version.stream().filter(rule -> rule.table().equals("pricing")).forEach(rows::active);
    }

    void add(PeriodRecord period, Replayed now, Replayed then) {
        var grid = period.first(PeriodOpened.class).map(PeriodOpened::prices);
        Map<MatchId, Integer> places = new HashMap<>();
        for (int i = 0; i < now.entries().size(); i++) {
            Entry was = now.entries().get(i);
            Entry is = then.entries().get(i);
            if (was instanceof Match match) {
                int place = 2 * places.size();
                places.put(match.id(), place);
                hit(false, match, now.cut().get(place), now.cut().get(place + 1));
                hit(true, (Match) is, then.cut().get(place), then.cut().get(place + 1));
            } else if (was instanceof SettlementLine line) {
                int place = places.getOrDefault(line.match(), 0) + (line.flow() == Flow.STORED ? 0 : 1);
                boolean cut = then.cut().get(place);
                book(new ChangedTrade(period.key().period().toString(), line, (SettlementLine) is, false, false, cut));
                grid.ifPresent(prices -> compare(prices, (SettlementLine) is));
            } else if (was instanceof CorrectionLine line) {
                var again = (CorrectionLine) is;
                book(new ChangedTrade(
                        period.key().period().toString(), line.line(), again.line(), true, line.takenBack(), false));
            }
        }
    }

    private void hit(boolean draft, Match match, boolean cutStoring, boolean cutReleasing) {
        rows.hit(draft, match.storing().rule(), Optional.of(Flow.STORED), cutStoring);
        rows.hit(draft, match.releasing().rule(), Optional.of(Flow.RELEASED), cutReleasing);
    }

    private void book(ChangedTrade trade) {
        book(false, trade.now(), trade.takenBack());
        book(true, trade.then(), trade.takenBack());
        long energy = trade.now().energy().millijoules() * (trade.takenBack() ? -1 : 1);
        if (trade.now().flow() == Flow.STORED) {
            stored += energy;
        } else {
            released += energy;
        }
        boolean same = trade.now().debit().equals(trade.then().debit())
                && trade.now().amount().equals(trade.then().amount());
        if (!same) {
            changed++;
            if (first.size() < TOLD) {
                first.add(trade);
            }
            sink.accept(trade);
        }
    }

    private void book(boolean draft, SettlementLine line, boolean takenBack) {
        add(draft, line.debit(), -line.amount().micropence());
        add(draft, line.credit(), line.amount().micropence());
        var giver = line.flow() == Flow.STORED ? line.prosumer() : line.vehicle();
        rows.booked(
                draft,
                line.price().rule(),
                line.flow(),
                line.energy().millijoules() * (takenBack ? -1 : 1),
                line.effectOn(giver).micropence());
    }

    private void add(boolean draft, Party party, long micropence) {
        var sums = money.computeIfAbsent(party, first -> new long[2]);
        sums[draft ? 1 : 0] = Math.addExact(sums[draft ? 1 : 0], micropence);
    }

    private void compare(GridPrices grid, SettlementLine line) {
        outsideGrid += grid.suit(line.price().price()) ? 0 : 1;
    }

    PricesEffect effect(Map<VehicleId, EnergyInventory> now, Map<VehicleId, EnergyInventory> then) {
        now.keySet().forEach(vehicle -> money.computeIfAbsent(vehicle, first -> new long[2]));
        List<MemberEffect> members = money.entrySet().stream()
                .map(member -> member(member.getKey(), member.getValue(), now, then))
                .sorted(MemberEffect.WORST_FIRST)
                .toList();
        return new PricesEffect(
                new Energy(Math.max(0, stored)),
                new Energy(Math.max(0, released)),
                homes(members, false),
                homes(members, true),
                batteries(now),
                batteries(then),
                outsideGrid,
                rows.effects(),
                members,
                DifferenceBar.of(members.stream().map(MemberEffect::difference).toList()),
                changed,
                List.copyOf(first));
    }

    private static MemberEffect member(
            Party party, long[] sums, Map<VehicleId, EnergyInventory> now, Map<VehicleId, EnergyInventory> then) {
        return new MemberEffect(
                party,
                new Money(sums[0]),
                new Money(sums[1]),
                Optional.ofNullable(now.get(party)).map(EnergyInventory::value),
                Optional.ofNullable(then.get(party)).map(EnergyInventory::value));
    }

    private static Money homes(List<MemberEffect> members, boolean draft) {
        return members.stream()
                .filter(member -> member.party() instanceof ProsumerId)
                .map(member -> draft ? member.then() : member.now())
                .reduce(Money.ZERO, Money::plus);
    }

    private static Money batteries(Map<VehicleId, EnergyInventory> held) {
        return held.values().stream().map(EnergyInventory::value).reduce(Money.ZERO, Money::plus);
    }
}
