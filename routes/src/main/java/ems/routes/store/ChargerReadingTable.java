package ems.routes.store;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
import org.jdbi.v3.core.statement.PreparedBatch;

import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.LateReading;
import ems.market.telemetry.RegisterHistory;
import ems.market.telemetry.RegisterReading;
import ems.routes.ocpp.session.ChargingStore.Kept;

/** Table {@code charger_reading}, of all grids. */
final class ChargerReadingTable {

    private static final String INSERT = "insert into charger_reading (grid, vehicle, read_at, stored_millijoules,"
            + " released_millijoules, received_at, late)";

    private final Jdbi database;
    private final Duration grace;
    /** Spares two queries for each reading. Cleared when a write fails, as the table may then hold more or less. */
    private final Map<Meter, Instant> newest = new HashMap<>();

    private record Meter(GridId grid, VehicleId vehicle) {

        static Meter of(Kept kept) {
            return new Meter(kept.grid(), kept.reading().vehicle());
        }
    }

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
     * in which says what moved in them. For one writer of the table.
     */
    synchronized void insert(List<Kept> readings) {
        boolean written = false;
        try {
            database.useTransaction(handle -> write(handle, firstOfEach(readings)));
            written = true;
        } finally {
            if (!written) {
                newest.clear();
            }
        }
    }

    private void write(Handle handle, Collection<Kept> readings) {
        var appended =
                handle.prepareBatch(INSERT + " values (:grid, :vehicle, :at, :stored, :released, :receivedAt, :late)");
        Map<GridId, Set<LateReading>> late = new HashMap<>();
        List<Kept> others = new ArrayList<>();
        for (Kept kept : readings) {
            var before = newest(handle, kept);
            // as the table holds it
            var at = kept.reading().at().truncatedTo(ChronoUnit.MILLIS);
            if (at.isAfter(before)) {
                add(appended, kept);
                newest.put(Meter.of(kept), at);
                var from = before.isBefore(at.minus(RegisterHistory.LONGEST)) ? at : before;
                addLate(late, kept, from, at);
            } else {
                others.add(kept);
            }
        }
        appended.execute();
        insertOutOfOrder(handle, others);
        for (Kept kept : others) {
            var at = kept.reading().at();
            addLate(
                    late,
                    kept,
                    neighbour(handle, kept, "max(read_at)", at.minus(RegisterHistory.LONGEST), at),
                    kept.late() ? neighbour(handle, kept, "min(read_at)", at, at.plus(RegisterHistory.LONGEST)) : at);
        }
        late.forEach((grid, of) -> new LateReadingTable(database, grid).insert(handle, of));
    }

    /** Whether it is there already is asked of the table: for what comes in its order, memory knows. */
    private static void insertOutOfOrder(Handle handle, List<Kept> readings) {
        if (readings.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(INSERT + """
                 select cast(:grid as varchar(64)), cast(:vehicle as varchar(64)), cast(:at as timestamp with time zone),
                    cast(:stored as bigint), cast(:released as bigint), cast(:receivedAt as timestamp with time zone),
                    cast(:late as boolean)
                where not exists (
                    select 1 from charger_reading where grid = :grid and vehicle = :vehicle and read_at = :at)
                """);
        readings.forEach(kept -> add(batch, kept));
        batch.execute();
    }

    private static void add(PreparedBatch batch, Kept kept) {
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

    /** When the newest reading of the same meter was taken; the beginning of time: there is none. */
    private Instant newest(Handle handle, Kept kept) {
        return newest.computeIfAbsent(
                Meter.of(kept),
                meter -> handle.createQuery(
                                "select max(read_at) from charger_reading where grid = :grid and vehicle = :vehicle")
                        .bind("grid", meter.grid().text())
                        .bind("vehicle", meter.vehicle().text())
                        .map((row, context) -> Optional.ofNullable(Instants.readOrNull(row, 1)))
                        .one()
                        .orElse(Instant.MIN));
    }

    /** A reading says what moved since the one before it, and up to the one after it. */
    private void addLate(Map<GridId, Set<LateReading>> late, Kept kept, Instant from, Instant upTo) {
        for (var period = MatchingPeriod.containing(from);
                period.start().isBefore(upTo) && !period.end().plus(grace).isAfter(kept.receivedAt());
                period = period.next()) {
            late.computeIfAbsent(kept.grid(), first -> new HashSet<>())
                    .add(new LateReading(period, kept.reading().vehicle()));
        }
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
