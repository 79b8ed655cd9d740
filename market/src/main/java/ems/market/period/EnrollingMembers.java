package ems.market.period;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.ledger.Identities;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridMembers;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.DirectTrade;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Step;
import ems.market.record.TradingPartner;

/** Before the first period: who signs, who belongs to the grid, what each EV holds, who trades with whom, and whether homes do with homes. */
final class EnrollingMembers {

    private final GridMembers members;
    private final MarketPorts ports;

    EnrollingMembers(GridMembers members, MarketPorts ports) {
        this.members = members;
        this.ports = ports;
    }

    /**
     * Records and seals a block of enrolments, unless the grid has one.
     *
     * @throws IllegalArgumentException if an EV joins without an inventory
     */
    void enrol(PeriodKey before, Map<VehicleId, EnergyInventory> joining, Identities identities) {
        if (ports.ledger().head(before.grid()).isPresent() || isRecorded(before.grid())) {
            return;
        }
        ports.ledger().seal(ports.journal().once(before, Step.ENROL, blank -> enrolments(before, joining, identities)));
    }

    private List<Entry> enrolments(PeriodKey key, Map<VehicleId, EnergyInventory> joining, Identities identities) {
        List<Entry> entries = new ArrayList<>();
        identities.validators().ifPresent(entries::add);
        members.prosumers().forEach(prosumer -> entries.add(new Enrolment(prosumer, Energy.ZERO)));
        members.vehicles().forEach(vehicle -> {
            entries.add(new Enrolment(vehicle.id(), vehicle.capacity()));
            entries.add(new InventoryEntry(vehicle.id(), Cause.JOINED, joiningWith(joining, vehicle.id())));
        });
        entries.addAll(identities.keys());
        entries.addAll(tradingPartners());
        Optional.of(ports.directTrade().wanted(key))
                .filter(wanted -> wanted.trade() != DirectTrade.NONE)
                .ifPresent(entries::add);
        return entries;
    }

    private List<TradingPartner> tradingPartners() {
        return members.partners().few().entrySet().stream()
                .flatMap(few -> few.getValue().stream().map(vehicle -> new TradingPartner(few.getKey(), vehicle)))
                .sorted(Comparator.comparing(TradingPartner::prosumer).thenComparing(TradingPartner::vehicle))
                .toList();
    }

    private boolean isRecorded(GridId grid) {
        return members.vehicles().stream()
                .anyMatch(
                        vehicle -> ports.journal().inventory(grid, vehicle.id()).isPresent());
    }

    private static EnergyInventory joiningWith(Map<VehicleId, EnergyInventory> joining, VehicleId vehicle) {
        var inventory = joining.get(vehicle);
        if (inventory == null) {
            throw new IllegalArgumentException(vehicle + " joins without an inventory");
        }
        return inventory;
    }
}
