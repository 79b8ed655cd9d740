package ems.study.whatif;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import ems.market.party.EnergyInventory;
import ems.market.party.GridPrices;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.BookedLine;
import ems.market.record.DirectMatch;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.RuleReference;
import ems.market.rule.PricedDirection;

import static java.util.Objects.requireNonNull;

/** Adds up lines as they are booked and as a draft would have booked them, side by side. */
final class TradesTally {

    /** So many changed trades are told one by one. */
    static final int TOLD = 100;

    private final Consumer<ChangedTrade> sink;
    private final Predicate<RuleReference> shown;
    private final RowSums rows = new RowSums();
    private final Map<Party, Sums> money = new HashMap<>();
    private final List<ChangedTrade> first = new ArrayList<>();
    private final Map<PricedDirection, Energies> moved = new EnumMap<>(PricedDirection.class);
    private long changed;
    private long outsideGrid;

    /** What a member paid and got, micro-pence. */
    private static final class Sums {
        private long now;
        private long then;
        private long grid;
    }

    /** What moved in one direction, mJ. */
    private static final class Energies {
        private long now;
        private long then;
    }

    /** @param shown rows that are told of */
    TradesTally(WhatIfWish wish, Predicate<RuleReference> shown) {
        this.sink = wish.changed();
        this.shown = shown;
        for (PricedDirection direction : PricedDirection.values()) {
            moved.put(direction, new Energies());
        }
        wish.rows().stream().filter(shown).forEach(rows::known);
    }

    /** Rows of a version that was active. */
    void active(List<RuleReference> version) {
        version.stream().filter(shown).forEach(rows::active);
    }

    /** A row answered of limits or participation. */
    void hit(boolean draft, RuleReference rule) {
        rows.hit(draft, rule, Optional.empty(), false);
    }

    /** Rows set the prices of a match. */
    void hit(boolean draft, Match match, boolean cutStoring, boolean cutReleasing) {
        rows.hit(draft, match.storing().rule(), Optional.of(PricedDirection.STORED), cutStoring);
        rows.hit(draft, match.releasing().rule(), Optional.of(PricedDirection.RELEASED), cutReleasing);
    }

    /** A row set the price of two homes. */
    void hit(boolean draft, DirectMatch match, boolean cut) {
        rows.hit(draft, match.price().rule(), Optional.of(PricedDirection.DIRECT), cut);
    }

    /** @param grid of the period; empty: nobody compares */
    void book(ChangedTrade trade, Optional<GridPrices> grid) {
        trade.now().ifPresent(line -> book(false, line, trade.takenBack()));
        trade.then().ifPresent(line -> book(true, line, trade.takenBack()));
        grid.ifPresent(prices -> compare(prices, trade));
        if (trade.isChanged()) {
            changed++;
            if (first.size() < TOLD) {
                first.add(trade);
            }
            sink.accept(trade);
        }
    }

    private void book(boolean draft, BookedLine line, boolean takenBack) {
        var home = ChangedTrade.home(line);
        var other = line.otherThan(home);
        add(draft, home, line.effectOn(home).micropence());
        add(draft, other, line.effectOn(other).micropence());
        long energy = line.energy().millijoules() * (takenBack ? -1 : 1);
        var direction = ChangedTrade.direction(line);
        var sum = requireNonNull(moved.get(direction));
        if (draft) {
            sum.then = Math.addExact(sum.then, energy);
        } else {
            sum.now = Math.addExact(sum.now, energy);
        }
        var giver = line.isPurchaseOf(home) ? other : home;
        rows.booked(
                draft,
                line.price().rule(),
                direction,
                energy,
                line.effectOn(giver).micropence());
    }

    private void add(boolean draft, Party party, long micropence) {
        var sums = sums(party);
        if (draft) {
            sums.then = Math.addExact(sums.then, micropence);
        } else {
            sums.now = Math.addExact(sums.now, micropence);
        }
    }

    private Sums sums(Party party) {
        return money.computeIfAbsent(party, first -> new Sums());
    }

    private void compare(GridPrices grid, ChangedTrade trade) {
        outsideGrid +=
                trade.then().filter(line -> !grid.suit(line.price().price())).isPresent() ? 1 : 0;
        // what homes do not trade in the market they trade with the grid
        for (Party party : List.of(trade.home(), trade.other())) {
            if (party instanceof ProsumerId home) {
                long now = trade.now()
                        .map(line -> insteadOfTheGrid(grid, line, home))
                        .orElse(0L);
                long then = trade.then()
                        .map(line -> insteadOfTheGrid(grid, line, home))
                        .orElse(0L);
                if (now != then) {
                    fromTheGrid(home, Math.subtractExact(then, now));
                }
            }
        }
    }

    /** @param more what it would get from the grid more, less what it pays it; micro-pence */
    void fromTheGrid(Party party, long more) {
        var sums = sums(party);
        sums.grid = Math.addExact(sums.grid, more);
    }

    private static long insteadOfTheGrid(GridPrices grid, BookedLine line, ProsumerId home) {
        var flow = line.isPurchaseOf(home) ? Flow.RELEASED : Flow.STORED;
        return flow.benefitOfProsumer(line.energy(), Money.ZERO, grid).micropence();
    }

    /** What moved in this direction. */
    private Energy moved(PricedDirection direction, boolean draft) {
        var energies = requireNonNull(moved.get(direction));
        return new Energy(Math.max(0, draft ? energies.then : energies.now));
    }

    TradesEffect effect(Map<VehicleId, EnergyInventory> now, Map<VehicleId, EnergyInventory> then) {
        now.keySet().forEach(this::sums);
        List<MemberEffect> members = money.entrySet().stream()
                .map(member -> member(member.getKey(), member.getValue(), now, then))
                .sorted(MemberEffect.WORST_FIRST)
                .toList();
        return new TradesEffect(
                moved(PricedDirection.STORED, false),
                moved(PricedDirection.STORED, true),
                moved(PricedDirection.RELEASED, false),
                moved(PricedDirection.RELEASED, true),
                moved(PricedDirection.DIRECT, false),
                moved(PricedDirection.DIRECT, true),
                homes(members, false),
                homes(members, true),
                members.stream().map(MemberEffect::gridDifference).reduce(Money.ZERO, Money::plus),
                batteries(now),
                batteries(then),
                outsideGrid,
                rows.effects(),
                members,
                DifferenceBar.of(
                        members.stream().map(MemberEffect::moneyDifference).toList()),
                changed,
                List.copyOf(first));
    }

    private static MemberEffect member(
            Party party, Sums sums, Map<VehicleId, EnergyInventory> now, Map<VehicleId, EnergyInventory> then) {
        return new MemberEffect(
                party,
                new Money(sums.now),
                new Money(sums.then),
                new Money(sums.grid),
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
