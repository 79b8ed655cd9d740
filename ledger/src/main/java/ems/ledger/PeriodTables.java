package ems.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;

import ems.market.journal.PeriodRecord;
import ems.market.journal.VehicleStanding;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.period.MatchingPeriod;
import ems.market.period.PeriodKey;
import ems.market.period.Step;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.Entry;
import ems.market.settlement.InventoryEntry;

/** SQL of the journal: {@code period_step} and {@code vehicle_state}. */
final class PeriodTables {

    private PeriodTables() {}

    static StoredPeriod read(Handle sql, PeriodKey key) {
        Map<Step, String> bodies = new EnumMap<>(Step.class);
        sql.createQuery("select step, body from period_step where grid = :grid and period_start = :start")
                .bind("grid", key.grid().text())
                .bind("start", Utc.of(key.period()))
                .map((row, context) -> Map.entry(Step.valueOf(row.getString(1)), row.getString(2)))
                .forEach(step -> bodies.put(step.getKey(), step.getValue()));
        return StoredPeriod.of(key, bodies);
    }

    static void insert(Handle sql, PeriodKey key, Step step, List<Entry> entries) {
        sql.createUpdate(
                        "insert into period_step (grid, period_start, step, body) values (:grid, :start, :step, :body)")
                .bind("grid", key.grid().text())
                .bind("start", Utc.of(key.period()))
                .bind("step", step.name())
                .bind("body", entries.stream().map(Entry::text).collect(Collectors.joining("\n")))
                .execute();
        for (Entry entry : entries) {
            if (entry instanceof InventoryEntry changed) {
                updateInventory(sql, key.grid(), changed);
            } else if (entry instanceof VehicleStanding standing) {
                updateStanding(sql, key, standing.vehicle());
            }
        }
    }

    private static void updateInventory(Handle sql, GridId grid, InventoryEntry changed) {
        addVehicle(sql, grid, changed.vehicle());
        sql.createUpdate("update vehicle_state set held_millijoules = :energy, held_micropence = :value"
                        + " where grid = :grid and vehicle = :vehicle")
                .bind("energy", changed.inventory().energy().millijoules())
                .bind("value", changed.inventory().value().micropence())
                .bind("grid", grid.text())
                .bind("vehicle", changed.vehicle().text())
                .execute();
    }

    private static void updateStanding(Handle sql, PeriodKey key, VehicleId vehicle) {
        addVehicle(sql, key.grid(), vehicle);
        sql.createUpdate("update vehicle_state set last_standing = :start where grid = :grid and vehicle = :vehicle"
                        + " and (last_standing is null or last_standing < :start)")
                .bind("start", Utc.of(key.period()))
                .bind("grid", key.grid().text())
                .bind("vehicle", vehicle.text())
                .execute();
    }

    private static void addVehicle(Handle sql, GridId grid, VehicleId vehicle) {
        sql.createUpdate("insert into vehicle_state (grid, vehicle) select b.grid, :vehicle from books b"
                        + " where b.grid = :grid and not exists"
                        + " (select 1 from vehicle_state v where v.grid = :grid and v.vehicle = :vehicle)")
                .bind("grid", grid.text())
                .bind("vehicle", vehicle.text())
                .execute();
    }

    static Optional<EnergyInventory> inventory(Handle sql, GridId grid, VehicleId vehicle) {
        return sql.createQuery("select held_millijoules, held_micropence from vehicle_state"
                        + " where grid = :grid and vehicle = :vehicle and held_millijoules is not null")
                .bind("grid", grid.text())
                .bind("vehicle", vehicle.text())
                .map((row, context) -> new EnergyInventory(new Energy(row.getLong(1)), new Money(row.getLong(2))))
                .findOne();
    }

    static Optional<MatchingPeriod> lastStanding(Handle sql, GridId grid, VehicleId vehicle) {
        return sql.createQuery("select last_standing from vehicle_state"
                        + " where grid = :grid and vehicle = :vehicle and last_standing is not null")
                .bind("grid", grid.text())
                .bind("vehicle", vehicle.text())
                .map((row, context) -> Utc.period(row, 1))
                .findOne();
    }

    /** Recorded and not sealed, oldest first. */
    static List<PeriodRecord> unsealed(
            Handle sql, GridId grid, Optional<MatchingPeriod> sealed, MatchingPeriod before) {
        var query = sql.createQuery("select distinct period_start from period_step where grid = :grid"
                        + " and period_start < :before" + (sealed.isPresent() ? " and period_start > :sealed" : "")
                        + " order by period_start")
                .bind("grid", grid.text())
                .bind("before", Utc.of(before));
        sealed.ifPresent(period -> query.bind("sealed", Utc.of(period)));
        return query.map((row, context) -> Utc.period(row, 1)).list().stream()
                .map(period -> read(sql, new PeriodKey(grid, period)).record())
                .toList();
    }
}
