package ems.ledger.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jdbi.v3.core.Handle;

import ems.ledger.sql.Utc;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.record.Entry;
import ems.market.record.InventoryEntry;
import ems.market.record.VehicleStanding;

/** SQL of {@code vehicle_state}: what the journal last recorded of each EV. */
final class VehicleStates {

    private static final String INVENTORIES = "select vehicle, held_millijoules, held_micropence from vehicle_state"
            + " where grid = :grid and held_millijoules is not null";
    private static final String STANDINGS =
            "select vehicle, last_standing from vehicle_state where grid = :grid and last_standing is not null";

    private VehicleStates() {}

    /** Takes over what these entries change; of an EV's inventories the last one counts. Called under the grid's lock. */
    static void update(Handle sql, PeriodKey key, List<Entry> entries) {
        Map<VehicleId, EnergyInventory> held = new HashMap<>();
        Set<VehicleId> standing = new HashSet<>();
        Entry.all(InventoryEntry.class, entries).forEach(changed -> held.put(changed.vehicle(), changed.inventory()));
        Entry.all(VehicleStanding.class, entries).forEach(stands -> standing.add(stands.vehicle()));
        Set<VehicleId> changed = new HashSet<>(held.keySet());
        changed.addAll(standing);
        if (!changed.isEmpty()) {
            addMissing(sql, key.grid(), changed);
            updateInventories(sql, key.grid(), held);
            updateStandings(sql, key, standing);
        }
    }

    private static void addMissing(Handle sql, GridId grid, Set<VehicleId> vehicles) {
        Set<VehicleId> missing = new HashSet<>(vehicles);
        sql.createQuery("select vehicle from vehicle_state where grid = :grid")
                .bind("grid", grid.text())
                .mapTo(String.class)
                .forEach(vehicle -> missing.remove(new VehicleId(vehicle)));
        if (missing.isEmpty()) {
            return;
        }
        var rows = sql.prepareBatch("insert into vehicle_state (grid, vehicle) values (?, ?)");
        missing.forEach(vehicle -> rows.add(grid.text(), vehicle.text()));
        rows.execute();
    }

    private static void updateInventories(Handle sql, GridId grid, Map<VehicleId, EnergyInventory> held) {
        if (held.isEmpty()) {
            return;
        }
        var rows = sql.prepareBatch("update vehicle_state set held_millijoules = ?, held_micropence = ?"
                + " where grid = ? and vehicle = ?");
        held.forEach((vehicle, inventory) -> rows.add(
                inventory.energy().millijoules(), inventory.value().micropence(), grid.text(), vehicle.text()));
        rows.execute();
    }

    private static void updateStandings(Handle sql, PeriodKey key, Set<VehicleId> standing) {
        if (standing.isEmpty()) {
            return;
        }
        var rows = sql.prepareBatch("update vehicle_state set last_standing = ? where grid = ? and vehicle = ?"
                + " and (last_standing is null or last_standing < ?)");
        var start = Utc.of(key.period());
        standing.forEach(vehicle -> rows.add(start, key.grid().text(), vehicle.text(), start));
        rows.execute();
    }

    static Optional<EnergyInventory> inventory(Handle sql, GridId grid, VehicleId vehicle) {
        return sql.createQuery(INVENTORIES + " and vehicle = :vehicle")
                .bind("grid", grid.text())
                .bind("vehicle", vehicle.text())
                .map((row, context) -> inventory(row))
                .findOne();
    }

    /** The inventories of all vehicles of the grid that hold one. */
    static Map<VehicleId, EnergyInventory> inventories(Handle sql, GridId grid) {
        Map<VehicleId, EnergyInventory> inventories = new HashMap<>();
        sql.createQuery(INVENTORIES)
                .bind("grid", grid.text())
                .map((row, context) -> Map.entry(new VehicleId(row.getString(1)), inventory(row)))
                .forEach(held -> inventories.put(held.getKey(), held.getValue()));
        return inventories;
    }

    private static EnergyInventory inventory(ResultSet row) throws SQLException {
        return new EnergyInventory(new Energy(row.getLong(2)), new Money(row.getLong(3)));
    }

    static Optional<MatchingPeriod> lastStanding(Handle sql, GridId grid, VehicleId vehicle) {
        return sql.createQuery(STANDINGS + " and vehicle = :vehicle")
                .bind("grid", grid.text())
                .bind("vehicle", vehicle.text())
                .map((row, context) -> Utc.period(row, 2))
                .findOne();
    }

    /** The latest standing of each vehicle of the grid that ever stood by. */
    static Map<VehicleId, MatchingPeriod> lastStandings(Handle sql, GridId grid) {
        Map<VehicleId, MatchingPeriod> standings = new HashMap<>();
        sql.createQuery(STANDINGS)
                .bind("grid", grid.text())
                .map((row, context) -> Map.entry(new VehicleId(row.getString(1)), Utc.period(row, 2)))
                .forEach(stood -> standings.put(stood.getKey(), stood.getValue()));
        return standings;
    }
}
