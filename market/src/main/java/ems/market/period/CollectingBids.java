package ems.market.period;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import ems.market.bid.Rejection;
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
    /** A measurement this close to the books confirms them: batteries report whole percents. */
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
            if (engaged.contains(vehicle.id())) {
                entries.add(new Rejection(vehicle.id(), "an earlier period of this EV is not settled yet", UNSETTLED));
            } else {
                addStanding(entries, key, vehicle, prices);
            }
        }
        return entries;
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
                Duration.between(report.lastSeen().get(), start),
                moved.map(InventoryEntry::inventory).orElse(inventory)));
    }

    /** Driving and home charging: the battery's own measurement wins over the driving report. */
    private static Optional<InventoryEntry> movedOutsideTheMarket(
            ElectricVehicle vehicle, EnergyInventory books, VehicleReport report, GridPrices prices) {
        Energy used = report.driven().min(books.energy());
        Energy expected = books.energy().minus(used);
        if (report.stored().isPresent()) {
            Energy measured = report.stored().get();
            Energy tolerance = TOLERANCE.of(vehicle.capacity());
            if (measured.minusOrZero(books.energy()).compareTo(tolerance) > 0) {
                Energy charged = measured.minus(books.energy());
                var bought = EnergyInventory.boughtAt(prices.buy(), charged);
                return Optional.of(
                        new InventoryEntry(vehicle.id(), Cause.CHARGED_OUTSIDE, books.stored(charged, bought.value())));
            }
            if (expected.minusOrZero(measured).compareTo(tolerance) > 0) {
                used = books.energy().minus(measured);
            }
        }
        return used.isZero()
                ? Optional.empty()
                : Optional.of(new InventoryEntry(vehicle.id(), Cause.DRIVEN, books.taken(used)));
    }
}
