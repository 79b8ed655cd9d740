package ems.study.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ems.market.party.EnergyInventory;
import ems.market.party.GridPrices;
import ems.market.party.VehicleId;
import ems.market.period.AgreeingPrices;
import ems.market.period.BookedMatch;
import ems.market.period.MatchSettlement;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.Abandonment;
import ems.market.record.Correction;
import ems.market.record.CorrectionLine;
import ems.market.record.Entry;
import ems.market.record.Flow;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;
import ems.market.record.SettlementLine;
import ems.market.record.VehicleStanding;
import ems.market.rule.ActiveRules;
import ems.study.recorded.ReplayRefused;
import ems.study.recorded.SettledPeriods;

import static java.util.Objects.requireNonNull;

/**
 * The recorded pairs and exchanges again, at the prices of some rules: what each EV holds rolls on from period to period, and with
 * it the cost that its next price follows from. Energy is what was recorded; money is worked out by the code that settles.
 *
 * <p>An EV is taken over from the books with its first standing; what is booked of it before that is taken as it is.
 */
final class ReplayedTrades {

    private final SettledPeriods books;
    private final Set<MatchId> corrected;
    private final Map<VehicleId, EnergyInventory> held = new HashMap<>();
    /** Matches that were corrected, or will be, as they are booked here. */
    private final Map<MatchId, BookedMatch> booked = new HashMap<>();

    /** @param corrected matches of the range that later periods correct */
    ReplayedTrades(SettledPeriods books, Set<MatchId> corrected) {
        this.books = books;
        this.corrected = corrected;
    }

    /**
     * A period.
     *
     * @param entries inventories, corrections, matches and lines in the order of the record
     * @param cut of each match, whether the grid's bound cut the price of storing and that of releasing
     * @param refused pairs that got no price, by the refusal of their prosumer
     */
    record Replayed(List<Entry> entries, List<Boolean> cut, List<Rejection> refused) {}

    Map<VehicleId, EnergyInventory> held() {
        return held;
    }

    /** @param rules those that set prices */
    Replayed replay(PeriodRecord period, ActiveRules rules) {
        var replayed = new Replayed(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        period.entries().forEach(entry -> moveOutsideTheTrades(period, entry, replayed.entries()));
        if (period.first(Abandonment.class).isEmpty()) {
            period.first(PeriodOpened.class).ifPresent(opened -> trade(period, opened.prices(), rules, replayed));
        }
        return replayed;
    }

    private void moveOutsideTheTrades(PeriodRecord period, Entry entry, List<Entry> entries) {
        if (entry instanceof VehicleStanding standing) {
            held.putIfAbsent(standing.vehicle(), standing.inventory());
        } else if (entry instanceof Correction correction) {
            correct(period, correction, entries);
        } else if (entry instanceof CorrectionLine line) {
            var vehicle = (VehicleId) line.line().vehicle();
            if (!held.containsKey(vehicle)) {
                entries.add(line);
            }
        } else if (entry instanceof InventoryEntry inventory && inventory.cause() != Cause.SETTLED) {
            move(period, inventory, entries);
        }
    }

    private void move(PeriodRecord period, InventoryEntry recorded, List<Entry> entries) {
        var before = held.get(recorded.vehicle());
        if (recorded.cause() == Cause.JOINED) {
            held.put(recorded.vehicle(), recorded.inventory());
            entries.add(recorded);
        } else if (before == null) {
            entries.add(recorded);
        } else if (recorded.cause() != Cause.CORRECTED) {
            var after = moved(recorded, before, period);
            held.put(recorded.vehicle(), after);
            entries.add(new InventoryEntry(recorded.vehicle(), recorded.cause(), after));
        }
    }

    /** The same energy in or out, at the value that it has here. */
    private static EnergyInventory moved(InventoryEntry recorded, EnergyInventory before, PeriodRecord period) {
        var energy = recorded.inventory().energy();
        if (recorded.cause() == Cause.DRIVEN) {
            return before.taken(before.energy().minus(energy));
        }
        var buy = period.first(PeriodOpened.class).orElseThrow().prices().buy();
        Energy more = energy.minus(before.energy());
        return recorded.cause() == Cause.MEASURED ? before.found(more, buy) : before.stored(more, Money.of(more, buy));
    }

    private void correct(PeriodRecord period, Correction said, List<Entry> entries) {
        var today = held.get(said.vehicle());
        if (today == null) {
            entries.add(said);
            return;
        }
        var before = booked.containsKey(said.match())
                ? requireNonNull(booked.get(said.match()))
                : bookedBefore(period, said);
        for (Entry entry : before.correctedAs(said, today)) {
            entries.add(entry);
            if (entry instanceof Correction again) {
                booked.put(said.match(), before.after(again));
            } else if (entry instanceof InventoryEntry after) {
                held.put(after.vehicle(), after.inventory());
            }
        }
    }

    /** A match from before the range, at the price that it had. */
    private BookedMatch bookedBefore(PeriodRecord period, Correction said) {
        var of = said.match().period();
        var settled = books.read(of, of.next()).stream()
                .findFirst()
                .flatMap(record -> BookedMatch.of(record, said.match()))
                .orElseThrow(() -> new ReplayRefused(period.key().period() + " corrects the match " + said.match()
                        + ", whose own period is no longer kept: begin the range after that correction."));
        return books.correction(said.match(), period.key().period())
                .map(settled::after)
                .orElse(settled);
    }

    private void trade(PeriodRecord period, GridPrices grid, ActiveRules rules, Replayed replayed) {
        List<Match> matches = period.all(Match.class);
        if (matches.isEmpty()) {
            return;
        }
        Map<VehicleId, EnergyInventory> trading = new LinkedHashMap<>();
        matches.forEach(match -> trading.put(match.vehicle(), holds(period, match.vehicle())));
        var prices = AgreeingPrices.forVehicles(trading, grid, rules);
        replayed.cut().addAll(rules.cutByTheGrid(AgreeingPrices.questions(trading.values(), grid)));
        List<Entry> lines = new ArrayList<>();
        for (Match match : matches) {
            var agreed = prices.again(match).get(0);
            if (agreed instanceof Match priced) {
                replayed.entries().add(priced);
                settle(period, priced, lines);
            } else {
                replayed.refused().add((Rejection) agreed);
            }
        }
        replayed.entries().addAll(lines);
    }

    private EnergyInventory holds(PeriodRecord period, VehicleId vehicle) {
        var inventory = held.get(vehicle);
        if (inventory == null) {
            throw new ReplayRefused("In " + period.key().period() + " " + vehicle
                    + " trades, and no standing of it is recorded: there is no result.");
        }
        return inventory;
    }

    private void settle(PeriodRecord period, Match priced, List<Entry> lines) {
        var settled = MatchSettlement.match(priced, period.exchanges(priced.id()), holds(period, priced.vehicle()));
        lines.addAll(settled);
        Entry.all(InventoryEntry.class, settled).forEach(after -> held.put(after.vehicle(), after.inventory()));
        if (corrected.contains(priced.id())) {
            BookedMatch.of(period, priced.id()).ifPresent(known -> booked.put(priced.id(), at(priced, known, settled)));
        }
    }

    private static BookedMatch at(Match priced, BookedMatch known, List<Entry> settled) {
        var releasedValue = Entry.all(SettlementLine.class, settled).stream()
                .filter(line -> line.flow() == Flow.RELEASED)
                .map(SettlementLine::bookValue)
                .reduce(Money.ZERO, Money::plus);
        return new BookedMatch(
                priced, known.bid(), known.limits(), known.samples(), known.stored(), known.released(), releasedValue);
    }
}
