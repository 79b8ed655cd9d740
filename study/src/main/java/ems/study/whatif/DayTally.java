package ems.study.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;
import ems.market.period.AgreeingPrices;
import ems.market.quantity.Energy;
import ems.market.record.Abandonment;
import ems.market.record.BookedLine;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.Entry;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.RuleReference;
import ems.market.record.SettlementLine;
import ems.market.record.VehicleBid;
import ems.market.rule.ActiveRules;
import ems.market.rule.PricedDirection;
import ems.market.rule.PricingQuestion;
import ems.study.recorded.Rerun.Both;

/** Adds up a range that was run again under the rules of then and under a draft, side by side. */
final class DayTally {

    private final TradesTally trades;
    private final Side now = new Side(false);
    private final Side then = new Side(true);
    private long otherPairs;

    /** One line of a period, in one of the two. */
    private record Place(MatchId match, PricedDirection direction) {}

    /** One of the two markets. */
    private static final class Side {
        private final boolean draft;
        private final Map<VehicleId, EnergyInventory> held = new HashMap<>();
        private long bids;
        private long pairs;
        private final Map<VehicleId, Long> driven = new HashMap<>();
        /** Paid the grid for what it charged outside, micro-pence. */
        private final Map<VehicleId, Long> charged = new HashMap<>();

        private Side(boolean draft) {
            this.draft = draft;
        }

        private void count(PeriodRecord period) {
            for (Entry entry : period.entries().toList()) {
                if (entry instanceof InventoryEntry changed) {
                    var after = changed.inventory();
                    var before = held.put(changed.vehicle(), after);
                    if (changed.cause() == Cause.DRIVEN && before != null) {
                        long used = before.energy().minus(after.energy()).millijoules();
                        driven.merge(changed.vehicle(), used, Math::addExact);
                    } else if (changed.cause() == Cause.CHARGED_OUTSIDE && before != null) {
                        long paid = after.value().minus(before.value()).micropence();
                        charged.merge(changed.vehicle(), paid, Math::addExact);
                    }
                }
            }
            bids += isTraded(period) ? period.all(VehicleBid.class).size() : 0;
            pairs += matches(period).size() + direct(period).size();
        }
    }

    DayTally(WhatIfWish wish) {
        this.trades = new TradesTally(wish, rule -> true);
    }

    /** What each EV holds as the range begins, in both. */
    void begin(Map<VehicleId, EnergyInventory> held) {
        held.forEach((vehicle, inventory) -> {
            now.held.put(vehicle, inventory);
            then.held.put(vehicle, inventory);
        });
    }

    /** Rows of a version that was active. */
    void active(List<RuleReference> version) {
        trades.active(version);
    }

    /** A row answered of limits or participation. */
    void hit(boolean draft, RuleReference rule) {
        trades.hit(draft, rule);
    }

    /** @param active rules of the period */
    void add(Both period, ActiveRules active, ActiveRules draft) {
        now.count(period.now());
        then.count(period.then());
        otherPairs += matches(period.then()).stream()
                .filter(match -> period.now().match(match.id()).isEmpty())
                .count();
        otherPairs += direct(period.then()).stream()
                .filter(match -> period.now().directMatch(match.id()).isEmpty())
                .count();
        price(period.now(), active, now);
        var cut = price(period.then(), draft, then);
        var grid = period.now().first(PeriodOpened.class).map(PeriodOpened::prices);
        var start = period.now().key().period().toString();
        var booked = lines(period.now());
        var others = lines(period.then());
        for (Place place : places(booked, others)) {
            trades.book(
                    new ChangedTrade(
                            start,
                            Optional.ofNullable(booked.get(place)),
                            Optional.ofNullable(others.get(place)),
                            false,
                            false,
                            cut.contains(place)),
                    grid);
        }
    }

    private static boolean isTraded(PeriodRecord period) {
        return period.first(Abandonment.class).isEmpty();
    }

    private static List<Match> matches(PeriodRecord period) {
        return isTraded(period) ? period.all(Match.class) : List.of();
    }

    private static List<DirectMatch> direct(PeriodRecord period) {
        return isTraded(period) ? period.all(DirectMatch.class) : List.of();
    }

    /** Counts the rows that set prices; returns where the grid's bound cut one. */
    private Set<Place> price(PeriodRecord period, ActiveRules rules, Side side) {
        Set<Place> cut = new HashSet<>();
        for (DirectMatch match : direct(period)) {
            var question = PricingQuestion.betweenHomes(
                    period.first(PeriodOpened.class).orElseThrow().prices());
            boolean isCut = rules.cutByTheGrid(List.of(question)).get(0);
            trades.hit(side.draft, match, isCut);
            if (isCut) {
                cut.add(new Place(match.id(), PricedDirection.DIRECT));
            }
        }
        var matches = matches(period);
        if (matches.isEmpty()) {
            return cut;
        }
        var held = matches.stream()
                .map(match -> period.bid(match.vehicle()).orElseThrow().inventory())
                .toList();
        var prices = period.first(PeriodOpened.class).orElseThrow().prices();
        var cuts = rules.cutByTheGrid(AgreeingPrices.questions(held, prices));
        for (int i = 0; i < matches.size(); i++) {
            var match = matches.get(i);
            boolean storing = cuts.get(2 * i);
            boolean releasing = cuts.get(2 * i + 1);
            trades.hit(side.draft, match, storing, releasing);
            if (storing) {
                cut.add(new Place(match.id(), PricedDirection.STORED));
            }
            if (releasing) {
                cut.add(new Place(match.id(), PricedDirection.RELEASED));
            }
        }
        return cut;
    }

    private static Map<Place, BookedLine> lines(PeriodRecord period) {
        Map<Place, BookedLine> lines = new LinkedHashMap<>();
        Stream.<BookedLine>concat(period.all(SettlementLine.class).stream(), period.all(DirectLine.class).stream())
                .forEach(line -> lines.put(new Place(line.match(), ChangedTrade.direction(line)), line));
        return lines;
    }

    private static List<Place> places(Map<Place, BookedLine> booked, Map<Place, BookedLine> others) {
        List<Place> places = new ArrayList<>(booked.keySet());
        others.keySet().stream().filter(place -> !booked.containsKey(place)).forEach(places::add);
        return places;
    }

    /** Each car is looked at on its own: what one lacks, another that drove more does not make good. */
    private long undriven() {
        return now.driven.entrySet().stream()
                .mapToLong(car -> Math.max(0, car.getValue() - then.driven.getOrDefault(car.getKey(), 0L)))
                .sum();
    }

    private void chargeOutside() {
        Set<VehicleId> cars = new HashSet<>(now.charged.keySet());
        cars.addAll(then.charged.keySet());
        cars.forEach(
                car -> trades.fromTheGrid(car, now.charged.getOrDefault(car, 0L) - then.charged.getOrDefault(car, 0L)));
    }

    DayEffect effect(Map<VehicleId, EnergyInventory> heldNow, Map<VehicleId, EnergyInventory> heldThen) {
        chargeOutside();
        return new DayEffect(
                trades.effect(heldNow, heldThen),
                now.bids,
                then.bids,
                now.pairs,
                then.pairs,
                otherPairs,
                new Energy(undriven()));
    }
}
