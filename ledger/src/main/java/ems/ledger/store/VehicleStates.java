package ems.ledger.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.InventoryEntry;
import ems.market.record.VehicleStanding;

/** SQL of {@code vehicle_page}: what the journal last recorded of each EV, those whose names end alike in one row. */
final class VehicleStates {

    private static final int ENDING = 2;

    private VehicleStates() {}

    /** Takes over what these entries change; of an EV's inventories the last one counts. Called under the grid's lock. */
    static void update(Handle sql, PeriodKey key, List<Entry> entries) {
        List<VehicleState> changes = new ArrayList<>();
        Entry.all(InventoryEntry.class, entries)
                .forEach(changed -> changes.add(new VehicleState(changed.vehicle(), changed.inventory(), null)));
        Entry.all(VehicleStanding.class, entries)
                .forEach(stands -> changes.add(new VehicleState(stands.vehicle(), null, key.period())));
        if (changes.isEmpty()) {
            return;
        }
        Set<String> endings = new HashSet<>();
        changes.forEach(change -> endings.add(ending(change.vehicle())));
        var pages = pages(sql, key.grid(), endings);
        var stored = Set.copyOf(pages.keySet());
        changes.forEach(change -> pages.computeIfAbsent(ending(change.vehicle()), ending -> new TreeMap<>())
                .merge(change.vehicle(), change, VehicleState::then));
        var updates = sql.prepareBatch("update vehicle_page set states = ? where grid = ? and ending = ?");
        var inserts = sql.prepareBatch("insert into vehicle_page (states, grid, ending) values (?, ?, ?)");
        pages.forEach((ending, states) -> (stored.contains(ending) ? updates : inserts)
                .add(VehicleState.lines(states.values()), key.grid().text(), ending));
        updates.execute();
        inserts.execute();
    }

    private static String ending(VehicleId vehicle) {
        return vehicle.text().substring(Math.max(0, vehicle.text().length() - ENDING));
    }

    /** The rows that there are, by ending. */
    private static Map<String, SortedMap<VehicleId, VehicleState>> pages(
            Handle sql, GridId grid, Collection<String> endings) {
        Map<String, SortedMap<VehicleId, VehicleState>> pages = new HashMap<>();
        sql.createQuery("select ending, states from vehicle_page where grid = :grid and ending = any(:endings)")
                .bind("grid", grid.text())
                .bindArray("endings", String.class, List.copyOf(endings))
                .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                .forEach(page -> {
                    SortedMap<VehicleId, VehicleState> states = new TreeMap<>();
                    VehicleState.parse(page.getValue()).forEach(state -> states.put(state.vehicle(), state));
                    pages.put(page.getKey(), states);
                });
        return pages;
    }

    static Optional<EnergyInventory> inventory(Handle sql, GridId grid, VehicleId vehicle) {
        return state(sql, grid, vehicle).flatMap(state -> Optional.ofNullable(state.held()));
    }

    static Optional<MatchingPeriod> lastStanding(Handle sql, GridId grid, VehicleId vehicle) {
        return state(sql, grid, vehicle).flatMap(state -> Optional.ofNullable(state.standing()));
    }

    private static Optional<VehicleState> state(Handle sql, GridId grid, VehicleId vehicle) {
        return pages(sql, grid, Set.of(ending(vehicle))).values().stream()
                .flatMap(states -> Stream.ofNullable(states.get(vehicle)))
                .findFirst();
    }

    /** The inventories of all vehicles of the grid that hold one. */
    static Map<VehicleId, EnergyInventory> inventories(Handle sql, GridId grid) {
        return known(sql, grid, VehicleState::held);
    }

    /** The latest standing of each vehicle of the grid that ever stood by. */
    static Map<VehicleId, MatchingPeriod> lastStandings(Handle sql, GridId grid) {
        return known(sql, grid, VehicleState::standing);
    }

    private static <T> Map<VehicleId, T> known(Handle sql, GridId grid, Function<VehicleState, @Nullable T> part) {
        Map<VehicleId, T> known = new HashMap<>();
        sql.createQuery("select states from vehicle_page where grid = :grid")
                .bind("grid", grid.text())
                .mapTo(String.class)
                .forEach(page -> VehicleState.parse(page).forEach(state -> {
                    T its = part.apply(state);
                    if (its != null) {
                        known.put(state.vehicle(), its);
                    }
                }));
        return known;
    }
}
