package ems.routes.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.LateReading;
import ems.market.telemetry.RegisterHistory;
import ems.market.telemetry.RegisterReading;
import ems.routes.ocpp.session.ChargingStore.Kept;

/** Table {@code charger_reading}, of all grids. */
final class ChargerReadingTable {

    private final Jdbi database;

    private final Duration grace;

    ChargerReadingTable(Jdbi database) {
        this(database, Duration.ZERO);
    }

    /** @param grace how long after a period's end it is measured */
    ChargerReadingTable(Jdbi database, Duration grace) {
        this.database = database;
        this.grace = grace;
    }

    /**
     * All of them or none; of an instant the first one stays. Periods wait for a correction that had been measured before a reading came
     * in which says what moved in them.
     */
    void insert(List<Kept> readings) {
        database.useTransaction(handle -> {
            var batch = handle.prepareBatch("""
                    insert into charger_reading (grid, vehicle, read_at, stored_millijoules, released_millijoules, received_at, late)
                    select cast(:grid as varchar(64)), cast(:vehicle as varchar(64)), cast(:at as timestamp with time zone),
                        cast(:stored as bigint), cast(:released as bigint), cast(:receivedAt as timestamp with time zone),
                        cast(:late as boolean)
                    where not exists (
                        select 1 from charger_reading where grid = :grid and vehicle = :vehicle and read_at = :at)
                    """);
            for (Kept kept : firstOfEach(readings)) {
                var reading = kept.reading();
                batch.bind("grid", kept.grid().text())
                        .bind("vehicle", reading.vehicle().text())
                        .bind("at", reading.at())
                        .bind("stored", JdbcCharging.millijoules(reading.stored()))
                        .bind("released", JdbcCharging.millijoules(reading.released()))
                        .bind("receivedAt", kept.receivedAt())
                        .bind("late", kept.late())
                        .add();
            }
            batch.execute();
            Map<GridId, Set<LateReading>> late = new HashMap<>();
            for (Kept kept : readings) {
                late.computeIfAbsent(kept.grid(), first -> new HashSet<>()).addAll(late(handle, kept));
            }
            late.forEach((grid, of) -> new LateReadingTable(database, grid).insert(handle, of));
        });
    }

    /** A reading says what moved since the one before it, and up to the one after it. */
    private Set<LateReading> late(Handle handle, Kept kept) {
        var at = kept.reading().at();
        var vehicle = kept.reading().vehicle();
        var from = neighbour(handle, kept, "max(read_at)", at.minus(RegisterHistory.LONGEST), at);
        var upTo = kept.late() ? neighbour(handle, kept, "min(read_at)", at, at.plus(RegisterHistory.LONGEST)) : at;
        Set<LateReading> late = new HashSet<>();
        for (var period = MatchingPeriod.containing(from);
                period.start().isBefore(upTo) && !period.end().plus(grace).isAfter(kept.receivedAt());
                period = period.next()) {
            late.add(new LateReading(period, vehicle));
        }
        return late;
    }

    /** The instant of the reading itself if there is none. */
    private static Instant neighbour(Handle handle, Kept kept, String which, Instant from, Instant upTo) {
        var at = kept.reading().at();
        return handle.createQuery("select " + which + " from charger_reading where grid = :grid and vehicle = :vehicle"
                        + " and read_at >= :from and read_at <= :upTo and read_at <> :at")
                .bind("grid", kept.grid().text())
                .bind("vehicle", kept.reading().vehicle().text())
                .bind("from", from)
                .bind("upTo", upTo)
                .bind("at", at)
                .map((row, context) -> Optional.ofNullable(Instants.readOrNull(row, 1)))
                .one()
                .orElse(at);
    }

    /** What a batch inserts itself its conditions do not see. */
    private static Collection<Kept> firstOfEach(List<Kept> readings) {
        Map<List<Object>, Kept> first = new LinkedHashMap<>();
        readings.forEach(kept -> first.putIfAbsent(
                List.of(kept.grid(), kept.reading().vehicle(), kept.reading().at()), kept));
        return first.values();
    }

    /** In {@code [from, upTo]}. */
    List<RegisterReading> between(GridId grid, Collection<VehicleId> vehicles, Instant from, Instant upTo) {
        return database.withHandle(handle -> handle.createQuery("""
                        select r.vehicle, r.read_at, r.stored_millijoules, r.released_millijoules
                        from unnest(:vehicles) v(vehicle)
                        join charger_reading r on r.grid = :grid and r.vehicle = v.vehicle
                            and r.read_at >= :from and r.read_at <= :upTo
                        """)
                .bind("grid", grid.text())
                .bind("vehicles", vehicles.stream().map(VehicleId::text).toArray(String[]::new))
                .bind("from", from)
                .bind("upTo", upTo)
                .map((row, context) -> new RegisterReading(
                        new VehicleId(row.getString(1)),
                        Instants.read(row, 2),
                        JdbcCharging.energy(row, 3),
                        JdbcCharging.energy(row, 4)))
                .list());
    }
}
