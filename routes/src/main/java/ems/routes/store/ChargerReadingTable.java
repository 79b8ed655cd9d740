package ems.routes.store;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.telemetry.RegisterReading;
import ems.routes.ocpp.session.ChargingStore.Kept;

/** Table {@code charger_reading}, of all grids. */
final class ChargerReadingTable {

    private final Jdbi database;

    ChargerReadingTable(Jdbi database) {
        this.database = database;
    }

    /** All of them or none; of an instant the first one stays. */
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
        });
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
