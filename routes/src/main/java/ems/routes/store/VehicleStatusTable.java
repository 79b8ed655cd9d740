package ems.routes.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

import ems.market.party.GridId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.VehicleStatus;

/** Table {@code vehicle_status}, as far as one grid goes. */
final class VehicleStatusTable {

    static final String LATEST = "select reported_at from vehicle_status where grid = :grid and vehicle = :vehicle"
            + " order by grid desc, vehicle desc, reported_at desc fetch first 1 row only";

    private final Jdbi database;
    private final GridId grid;

    VehicleStatusTable(Jdbi database, GridId grid) {
        this.database = database;
        this.grid = grid;
    }

    /** Where a vehicle stands since its report at the instant. */
    record Standing(Instant at, boolean pluggedIn) {}

    /** A report, and when it counts. */
    record Report(
            VehicleId vehicle,
            Instant at,
            boolean pluggedIn,
            Energy driven,
            Optional<Energy> stored,
            Instant countedAt) {

        VehicleStatus status() {
            return new VehicleStatus(vehicle, at, pluggedIn, driven, stored);
        }
    }

    void insert(List<VehicleStatus> statuses, Instant receivedAt) {
        if (statuses.isEmpty()) {
            return;
        }
        database.useTransaction(handle -> {
            var batch = handle.prepareBatch("""
                    insert into vehicle_status (grid, vehicle, reported_at, plugged_in, driven_millijoules,
                        stored_millijoules, counted_at, received_at)
                    values (:grid, :vehicle, :at, :pluggedIn, :driven, :stored, :countedAt, :receivedAt)
                    """);
            for (VehicleStatus status : statuses) {
                batch.bind("grid", grid.text())
                        .bind("vehicle", status.vehicle().text())
                        .bind("at", status.at())
                        .bind("pluggedIn", status.pluggedIn())
                        .bind("driven", status.driven().millijoules())
                        .bind("stored", status.stored().map(Energy::millijoules).orElse(null))
                        .bind("countedAt", countedAt(status.at(), receivedAt))
                        .bind("receivedAt", receivedAt)
                        .add();
            }
            batch.execute();
        });
    }

    /**
     * A period sums up, as it starts, what was reported up to then. What comes in after that border must count in the
     * next sum, or it would be lost.
     */
    private static Instant countedAt(Instant at, Instant receivedAt) {
        var period = MatchingPeriod.containing(at);
        var border = at.equals(period.start()) ? at : period.end();
        return receivedAt.isAfter(border) ? receivedAt.plusMillis(1) : at;
    }

    Optional<Instant> latest(VehicleId vehicle) {
        return ask(LATEST, vehicle, query -> query.mapTo(Instant.class).findOne());
    }

    boolean has(VehicleId vehicle, Instant at) {
        return ask("""
                        select count(*) from vehicle_status
                        where grid = :grid and vehicle = :vehicle and reported_at = :at
                        """, vehicle, query -> query.bind("at", at).mapTo(long.class).one() > 0);
    }

    /**
     * Where each of these vehicles stands; those that never reported are missing. The order names the whole key, so that
     * the database walks back in it to the one row, however long a vehicle has been reporting.
     */
    Map<VehicleId, Standing> latestUpTo(Collection<VehicleId> vehicles, Instant upTo) {
        Map<VehicleId, Standing> standings = new HashMap<>();
        if (vehicles.isEmpty()) {
            return standings;
        }
        String latest = " from vehicle_status s where s.grid = :grid and s.vehicle = v.vehicle"
                + " and s.reported_at <= :upTo"
                + " order by s.grid desc, s.vehicle desc, s.reported_at desc fetch first 1 row only)";
        database.useHandle(handle -> handle.createQuery("select v.vehicle, (select s.reported_at" + latest
                        + ", (select s.plugged_in" + latest + " from unnest(:vehicles) v(vehicle)")
                .bind("grid", grid.text())
                .bind("upTo", upTo)
                .bind("vehicles", vehicles.stream().map(VehicleId::text).toArray(String[]::new))
                .map((row, context) -> Map.entry(new VehicleId(row.getString(1)), standing(row)))
                .forEach(each -> each.getValue().ifPresent(standing -> standings.put(each.getKey(), standing))));
        return standings;
    }

    private static Optional<Standing> standing(ResultSet row) throws SQLException {
        var at = Instants.readOrNull(row, 2);
        return at == null ? Optional.empty() : Optional.of(new Standing(at, row.getBoolean(3)));
    }

    /** Reports of all vehicles of the grid that count after the first instant and were made up to the second. */
    List<Report> countedAfter(Instant after, Instant upTo) {
        return database.withHandle(handle -> handle.createQuery("""
                        select vehicle, reported_at, plugged_in, driven_millijoules, stored_millijoules, counted_at
                        from vehicle_status where grid = :grid and counted_at > :after and reported_at <= :upTo
                        """)
                .bind("grid", grid.text())
                .bind("after", after)
                .bind("upTo", upTo)
                .map((row, context) -> report(row))
                .list());
    }

    /** The same of these vehicles alone, for times so long that there is less to read of few than of all. */
    List<Report> countedAfter(Collection<VehicleId> vehicles, Instant after, Instant upTo) {
        return database.withHandle(handle -> handle.createQuery("""
                        select s.vehicle, s.reported_at, s.plugged_in, s.driven_millijoules, s.stored_millijoules, s.counted_at
                        from unnest(:vehicles) v(vehicle)
                        join vehicle_status s on s.grid = :grid and s.vehicle = v.vehicle
                            and s.counted_at > :after and s.reported_at <= :upTo
                        """)
                .bind("grid", grid.text())
                .bind("vehicles", vehicles.stream().map(VehicleId::text).toArray(String[]::new))
                .bind("after", after)
                .bind("upTo", upTo)
                .map((row, context) -> report(row))
                .list());
    }

    /** What a vehicle reported that counts after the first instant and up to the second, in order of time. */
    List<VehicleStatus> countedBetween(VehicleId vehicle, Instant after, Instant upTo) {
        return statuses(
                vehicle,
                "counted_at > :after and counted_at <= :upTo and reported_at <= :upTo order by reported_at",
                query -> query.bind("after", after).bind("upTo", upTo));
    }

    /**
     * Of what a vehicle reported up to the instant the last report, the last that was plugged in, and the last two with a
     * measurement, in order of time; some of them may be the same.
     */
    List<VehicleStatus> lastCountedUpTo(VehicleId vehicle, Instant upTo) {
        return Stream.of(
                        last(1, "", vehicle, upTo),
                        last(1, " and plugged_in", vehicle, upTo),
                        last(2, " and stored_millijoules is not null", vehicle, upTo))
                .flatMap(List::stream)
                .sorted(Comparator.comparing(VehicleStatus::at))
                .toList();
    }

    private List<VehicleStatus> last(int most, String wanted, VehicleId vehicle, Instant upTo) {
        return statuses(
                vehicle,
                "reported_at <= :upTo and counted_at <= :upTo" + wanted
                        + " order by grid desc, vehicle desc, reported_at desc fetch first " + most + " rows only",
                query -> query.bind("upTo", upTo));
    }

    private List<VehicleStatus> statuses(VehicleId vehicle, String wanted, UnaryOperator<Query> bound) {
        return ask(
                "select vehicle, reported_at, plugged_in, driven_millijoules, stored_millijoules, counted_at"
                        + " from vehicle_status where grid = :grid and vehicle = :vehicle and " + wanted,
                vehicle,
                query -> bound.apply(query)
                        .map((row, context) -> report(row).status())
                        .list());
    }

    private static Report report(ResultSet row) throws SQLException {
        long stored = row.getLong(5);
        Optional<Energy> measured = row.wasNull() ? Optional.empty() : Optional.of(new Energy(stored));
        return new Report(
                new VehicleId(row.getString(1)),
                Instants.read(row, 2),
                row.getBoolean(3),
                new Energy(row.getLong(4)),
                measured,
                Instants.read(row, 6));
    }

    private <T> T ask(String sql, VehicleId vehicle, Function<Query, T> answer) {
        return database.withHandle(handle ->
                answer.apply(handle.createQuery(sql).bind("grid", grid.text()).bind("vehicle", vehicle.text())));
    }
}
