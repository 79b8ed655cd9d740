package ems.market.period;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridPrices;
import ems.market.party.MembersByPeriod;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.physics.BatteryHistory;
import ems.market.physics.JudgedReports;
import ems.market.physics.JudgedReports.Believed;
import ems.market.physics.JudgedReports.Suspect;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.Percentage;
import ems.market.record.DirectTradeSetting;
import ems.market.record.Entry;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Match;
import ems.market.record.PeriodOpened;
import ems.market.record.PeriodRecord;
import ems.market.record.Rejection;
import ems.market.record.RuleReference;
import ems.market.record.TrailSeal;
import ems.market.record.VehicleStanding;
import ems.market.telemetry.VehicleReport;

import static java.util.Objects.requireNonNull;

/** Step 1: where each EV stands as the period starts, after what it drove or charged outside the market. */
final class CollectingBids {

    private static final RuleReference SUSPECT =
            RuleReference.ofCode("An EV whose latest report cannot be true takes no part until the next one decides");
    /** An EV whose books are older is judged by its reports of this time. */
    private static final Duration LOOK_BACK = Duration.ofDays(1);
    /** A measurement this close to books and driving report confirms them: batteries report whole percents. */
    private static final Percentage TOLERANCE = Percentage.of(1);

    private final MembersByPeriod members;
    private final MarketPorts ports;
    private final CorrectingPeriods correcting;

    CollectingBids(MembersByPeriod members, MarketPorts ports) {
        this.members = members;
        this.ports = ports;
        this.correcting = new CorrectingPeriods(members, ports);
    }

    /**
     * @param entries to record
     * @param corrections that are among them
     */
    record Collected(List<Entry> entries, CorrectingPeriods.Found corrections) {}

    Collected collect(PeriodKey key) {
        var prices = ports.tariff().at(key.period());
        var rules = ports.rules().openingPeriod(key);
        List<Entry> entries = new ArrayList<>();
        entries.add(new PeriodOpened(rules.version(), prices));
        changedDirectTrade(key).ifPresent(entries::add);
        trailSeal(key).ifPresent(entries::add);
        entries.addAll(Signatures.arrived(key, ports));
        var present = members.in(key.period());
        List<VehicleId> vehicles = present.vehicleIds();
        var lastSeen = ports.journal().lastStandings(key.grid(), vehicles);
        Map<VehicleId, Rejection> refused = refused(key, vehicles, lastSeen);
        List<VehicleId> free =
                vehicles.stream().filter(id -> !refused.containsKey(id)).toList();
        var reports = reports(key, free, lastSeen);
        var books = ports.journal().inventories(key.grid(), free);
        Map<VehicleId, Believed> believed = new HashMap<>(2 * free.size());
        for (ElectricVehicle vehicle : present.vehicles()) {
            if (!refused.containsKey(vehicle.id())) {
                var report = requireNonNull(reports.get(vehicle.id()));
                var stood = Optional.ofNullable(lastSeen.get(vehicle.id()));
                judge(key, vehicle, stood, report, books.get(vehicle.id()), refused)
                        .ifPresent(judged -> believed.put(vehicle.id(), judged));
            }
        }
        // only of those that stand: a later period then knows that this one has gone on from their inventories
        books.keySet().retainAll(believed.keySet());
        var corrections = correcting.correct(key, rules, books);
        entries.addAll(corrections.entries());
        for (ElectricVehicle vehicle : present.vehicles()) {
            var no = refused.get(vehicle.id());
            if (no != null) {
                entries.add(no);
            } else {
                addStanding(
                        entries,
                        key,
                        vehicle,
                        requireNonNull(reports.get(vehicle.id())),
                        requireNonNull(believed.get(vehicle.id())),
                        requireNonNull(corrections.inventories().get(vehicle.id())),
                        prices);
            }
        }
        return new Collected(entries, corrections);
    }

    /** If it is not to go on as before. A later period that has begun was told otherwise: then one after it records the change. */
    private Optional<DirectTradeSetting> changedDirectTrade(PeriodKey key) {
        var wanted = ports.directTrade().wanted(key);
        boolean goesOn = wanted.trade() == DirectTradeInForce.in(key, ports);
        boolean comesTooLate = ports.journal()
                .latest(key.grid())
                .filter(key.period()::isBefore)
                .isPresent();
        return goesOn || comesTooLate ? Optional.empty() : Optional.of(wanted);
    }

    /** If the trail has grown since it was sealed. A period after this one may have done that already. */
    private Optional<TrailSeal> trailSeal(PeriodKey key) {
        return ports.trailHead()
                .now()
                .filter(head -> ports.journal()
                        .latestTrailSeal(key.grid())
                        .filter(last -> head.number() <= last.seal().number()
                                || !last.period().isBefore(key.period()))
                        .isEmpty());
    }

    /** What to believe of an EV's reports, by the books as they were before any correction; or why it takes no part. */
    private Optional<Believed> judge(
            PeriodKey key,
            ElectricVehicle vehicle,
            Optional<MatchingPeriod> stood,
            VehicleReport report,
            @Nullable EnergyInventory inventory,
            Map<VehicleId, Rejection> refused) {
        if (report.lastSeen().isEmpty()) {
            refused.put(
                    vehicle.id(), new Rejection(vehicle.id(), "no report of this EV has come in", CodeRules.UNSEEN));
            return Optional.empty();
        }
        if (inventory == null) {
            throw new IllegalStateException(vehicle.id() + " is not enrolled in " + key.grid());
        }
        var judged = judged(
                vehicle,
                inventory.energy(),
                report,
                stood.map(MatchingPeriod::start),
                key.period().start());
        if (judged instanceof Suspect suspect) {
            refused.put(vehicle.id(), new Rejection(vehicle.id(), suspect.reason(), SUSPECT));
            return Optional.empty();
        }
        return Optional.of((Believed) judged);
    }

    private Map<VehicleId, Rejection> refused(
            PeriodKey key, List<VehicleId> vehicles, Map<VehicleId, MatchingPeriod> lastSeen) {
        Map<VehicleId, Rejection> refused = new HashMap<>();
        for (VehicleId id : engagedVehicles(key)) {
            refused.put(id, new Rejection(id, "an earlier period of this EV is not settled yet", CodeRules.UNSETTLED));
        }
        for (VehicleId id : vehicles) {
            seenLater(lastSeen, key, id).ifPresent(late -> refused.put(id, late));
        }
        return refused;
    }

    /**
     * Refuses an EV whose inventory a later period has gone on from, while this one was stuck: what an earlier period
     * booked now would be lost.
     */
    static Optional<Rejection> seenLater(Map<VehicleId, MatchingPeriod> lastSeen, PeriodKey key, VehicleId vehicle) {
        return Optional.ofNullable(lastSeen.get(vehicle))
                .filter(key.period()::isBefore)
                .map(later -> new Rejection(
                        vehicle, "the period of " + later + " has begun with this EV", CodeRules.SEEN_LATER));
    }

    private Set<VehicleId> engagedVehicles(PeriodKey key) {
        return ports.journal().unsettled(key.grid(), key.period()).stream()
                .flatMap((PeriodRecord record) -> record.all(Match.class).stream())
                .map(Match::vehicle)
                .collect(Collectors.toSet());
    }

    /** What each EV reported since its last standing; those that last stood in the same period, as nearly all did, are asked for together. */
    private Map<VehicleId, VehicleReport> reports(
            PeriodKey key, List<VehicleId> vehicles, Map<VehicleId, MatchingPeriod> lastSeen) {
        Map<MatchingPeriod, List<VehicleId>> together = vehicles.stream()
                .collect(Collectors.groupingBy(
                        id -> lastSeen.getOrDefault(id, key.period().previous())));
        if (together.size() == 1) {
            return reports(key, vehicles, together.keySet().iterator().next());
        }
        Map<VehicleId, VehicleReport> reports = new HashMap<>(2 * vehicles.size());
        together.forEach((since, group) -> reports.putAll(reports(key, group, since)));
        return reports;
    }

    private Map<VehicleId, VehicleReport> reports(PeriodKey key, List<VehicleId> vehicles, MatchingPeriod since) {
        return ports.readings().reports(vehicles, since.start(), key.period().start());
    }

    private static void addStanding(
            List<Entry> entries,
            PeriodKey key,
            ElectricVehicle vehicle,
            VehicleReport report,
            Believed judged,
            EnergyInventory inventory,
            GridPrices prices) {
        var moved = movedOutsideTheMarket(vehicle, inventory, judged, prices);
        moved.ifPresent(entries::add);
        entries.add(new VehicleStanding(
                vehicle.id(),
                report.pluggedIn(),
                Duration.between(report.lastSeen().orElseThrow(), key.period().start())
                        .truncatedTo(ChronoUnit.SECONDS),
                moved.map(InventoryEntry::inventory).orElse(inventory)));
    }

    /**
     * Only what would move the inventory is looked into, report by report.
     *
     * @param stood start of the period in which the EV stood last, from which on the report counts; empty: never
     */
    private JudgedReports judged(
            ElectricVehicle vehicle, Energy books, VehicleReport report, Optional<Instant> stood, Instant start) {
        Energy tolerance = TOLERANCE.of(vehicle.capacity());
        boolean moves = report.driven().compareTo(tolerance) > 0
                || report.stored().isPresent()
                        && isApart(report.stored().get(), books.minusOrZero(report.driven()), tolerance);
        if (!moves) {
            return new Believed(report.driven(), report.stored(), false);
        }
        var earliest = start.minus(LOOK_BACK);
        var since = stood.orElse(earliest);
        var history = ports.readings().history(vehicle.id(), since.isBefore(earliest) ? earliest : since, start);
        var longAgo = Energy.ZERO;
        if (since.isBefore(earliest) && history.counted().isEmpty()) {
            // silent for a day: what it said before is not true for that
            history = ports.readings().history(vehicle.id(), since, start);
        } else if (since.isBefore(earliest)) {
            longAgo = ports.readings().report(vehicle.id(), since, earliest).driven();
        }
        if (history.counted().isEmpty()) {
            return new Believed(report.driven(), report.stored(), false);
        }
        var judged = BatteryHistory.judged(vehicle, books.minusOrZero(longAgo), history, start, ports.physics());
        return judged instanceof Believed believed
                ? new Believed(
                        stood.isEmpty() ? report.driven() : believed.driven().plus(longAgo),
                        believed.stored(),
                        believed.anew())
                : judged;
    }

    /** Driving and home charging, and what measurements agree on. */
    private static Optional<InventoryEntry> movedOutsideTheMarket(
            ElectricVehicle vehicle, EnergyInventory books, Believed report, GridPrices prices) {
        Energy held = held(vehicle, books.energy(), report);
        if (held.compareTo(books.energy()) > 0) {
            var more = held.minus(books.energy());
            return Optional.of(
                    report.anew()
                            ? new InventoryEntry(vehicle.id(), Cause.MEASURED, books.found(more, prices.buy()))
                            : new InventoryEntry(
                                    vehicle.id(),
                                    Cause.CHARGED_OUTSIDE,
                                    books.stored(more, Money.of(more, prices.buy()))));
        }
        Energy used = books.energy().minus(held);
        return used.isZero()
                ? Optional.empty()
                : Optional.of(new InventoryEntry(vehicle.id(), Cause.DRIVEN, books.taken(used)));
    }

    /** Books less driving, unless the battery's own measurement contradicts that: then the measurement wins. */
    private static Energy held(ElectricVehicle vehicle, Energy books, Believed report) {
        Energy expected = books.minusOrZero(report.driven());
        Energy tolerance = TOLERANCE.of(vehicle.capacity());
        return report.stored()
                .filter(measured -> isApart(measured, expected, tolerance))
                .orElse(expected);
    }

    private static boolean isApart(Energy one, Energy other, Energy tolerance) {
        return one.minusOrZero(other).compareTo(tolerance) > 0
                || other.minusOrZero(one).compareTo(tolerance) > 0;
    }
}
