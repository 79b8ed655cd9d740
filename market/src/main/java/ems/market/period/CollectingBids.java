package ems.market.period;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import ems.market.bid.Rejection;
import ems.market.journal.PeriodJournal;
import ems.market.journal.PeriodOpened;
import ems.market.journal.PeriodRecord;
import ems.market.journal.VehicleStanding;
import ems.market.matching.Match;
import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridMembers;
import ems.market.party.GridPrices;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Percentage;
import ems.market.record.Entry;
import ems.market.rule.RuleReference;
import ems.market.settlement.InventoryEntry;
import ems.market.settlement.InventoryEntry.Cause;
import ems.market.telemetry.VehicleReport;

/** Step 1: where each EV stands as the period starts, after what it drove or charged outside the market. */
final class CollectingBids {

    private static final RuleReference UNSETTLED =
            RuleReference.ofCode("An EV with an earlier match that is not settled takes no part");
    private static final RuleReference UNSEEN = RuleReference.ofCode("An EV that never reported takes no part");
    private static final RuleReference SEEN_LATER =
            RuleReference.ofCode("An EV that a later period has seen takes no part in an earlier one");
    /** A measurement this close to books and driving report confirms them: batteries report whole percents. */
    private static final Percentage TOLERANCE = Percentage.of(1);

    private final GridMembers members;
    private final MarketPorts ports;

    CollectingBids(GridMembers members, MarketPorts ports) {
        this.members = members;
        this.ports = ports;
    }

    List<Entry> collect(PeriodKey key) {
        var prices = ports.tariff().at(key.period());
        List<Entry> entries = new ArrayList<>();
        entries.add(new PeriodOpened(ports.rules().openingPeriod(key).version(), prices));
        Set<VehicleId> engaged = engagedVehicles(key);
        for (ElectricVehicle vehicle : members.vehicles()) {
            var late = seenLater(ports.journal(), key, vehicle.id());
            if (late.isPresent()) {
                entries.add(late.get());
            } else if (engaged.contains(vehicle.id())) {
                entries.add(new Rejection(vehicle.id(), "an earlier period of this EV is not settled yet", UNSETTLED));
            } else {
                addStanding(entries, key, vehicle, prices);
            }
        }
        return entries;
    }

    /**
     * Refuses an EV whose inventory a later period has gone on from, while this one was stuck: what an earlier period
     * booked now would be lost.
     */
    static Optional<Rejection> seenLater(PeriodJournal journal, PeriodKey key, VehicleId vehicle) {
        return journal.lastStanding(key.grid(), vehicle)
                .filter(key.period()::isBefore)
                .map(later -> new Rejection(vehicle, "the period of " + later + " has begun with this EV", SEEN_LATER));
    }

    private Set<VehicleId> engagedVehicles(PeriodKey key) {
        return ports.journal().unsettled(key.grid(), key.period()).stream()
                .flatMap((PeriodRecord record) -> record.all(Match.class).stream())
                .map(Match::vehicle)
                .collect(Collectors.toSet());
    }

    private void addStanding(List<Entry> entries, PeriodKey key, ElectricVehicle vehicle, GridPrices prices) {
        Instant start = key.period().start();
        var since = ports.journal()
                .lastStanding(key.grid(), vehicle.id())
                .orElse(key.period().previous());
        var report = ports.readings().report(vehicle.id(), since.start(), start);
        if (report.lastSeen().isEmpty()) {
            entries.add(new Rejection(vehicle.id(), "no report of this EV has come in", UNSEEN));
            return;
        }
        var inventory = ports.journal()
                .inventory(key.grid(), vehicle.id())
                .orElseThrow(() -> new IllegalStateException(vehicle.id() + " is not enrolled in " + key.grid()));
        var moved = movedOutsideTheMarket(vehicle, inventory, report, prices);
        moved.ifPresent(entries::add);
        entries.add(new VehicleStanding(
                vehicle.id(),
                report.pluggedIn(),
                Duration.between(report.lastSeen().get(), start).truncatedTo(ChronoUnit.SECONDS),
                moved.map(InventoryEntry::inventory).orElse(inventory)));
    }

    /** Driving and home charging. */
    private static Optional<InventoryEntry> movedOutsideTheMarket(
            ElectricVehicle vehicle, EnergyInventory books, VehicleReport report, GridPrices prices) {
        Energy held = held(vehicle, books.energy(), report);
        if (held.compareTo(books.energy()) > 0) {
            var bought = EnergyInventory.boughtAt(prices.buy(), held.minus(books.energy()));
            return Optional.of(new InventoryEntry(
                    vehicle.id(), Cause.CHARGED_OUTSIDE, books.stored(bought.energy(), bought.value())));
        }
        Energy used = books.energy().minus(held);
        return used.isZero()
                ? Optional.empty()
                : Optional.of(new InventoryEntry(vehicle.id(), Cause.DRIVEN, books.taken(used)));
    }

    /** Books less driving, unless the battery's own measurement contradicts that: then the measurement wins. */
    private static Energy held(ElectricVehicle vehicle, Energy books, VehicleReport report) {
        Energy expected = books.minusOrZero(report.driven());
        Energy tolerance = TOLERANCE.of(vehicle.capacity());
        return report.stored()
                .filter(measured -> measured.minusOrZero(expected).compareTo(tolerance) > 0
                        || expected.minusOrZero(measured).compareTo(tolerance) > 0)
                .orElse(expected);
    }
}
