package ems.routes.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.telemetry.MeterReading;

/** Table {@code reading_hour}, as far as one grid goes: older readings, an hour of a meter together. */
final class ReadingHourTable {

    private static final String HOURS = "select meter, hour_start, body from reading_hour where grid = :grid";
    static final String OLDEST = "select starts_at from reading where grid = :grid and meter = :meter"
            + " order by grid, meter, starts_at fetch first 1 row only";
    private static final String OLDEST_HOUR =
            "select hour_start from reading_hour where grid = :grid order by grid, hour_start fetch first 1 row only";
    private static final String OVERLAPPING = " and hour_start > :earliest and hour_start < :to and ends_at > :from";

    private final Jdbi database;
    private final GridId grid;

    ReadingHourTable(Jdbi database, GridId grid) {
        this.database = database;
        this.grid = grid;
    }

    /**
     * Packs the oldest hour of each meter, each in a transaction of its own.
     *
     * @param before end of the last hour that may be packed
     * @return how many hours were packed; 0: none is left
     */
    int pack(Instant before) {
        int packed = 0;
        for (var meter = meterAfter(""); meter.isPresent(); meter = meterAfter(meter.get())) {
            var id = new ProsumerId(meter.get());
            packed += pack(id, before) ? 1 : 0;
        }
        return packed;
    }

    /** The start of the oldest packed hour of any meter. */
    Optional<Instant> oldest() {
        return database.withHandle(handle -> handle.createQuery(OLDEST_HOUR)
                .bind("grid", grid.text())
                .mapTo(Instant.class)
                .findOne());
    }

    private Optional<String> meterAfter(String meter) {
        return database.withHandle(
                handle -> handle.createQuery("select min(meter) from reading where grid = :grid and meter > :meter")
                        .bind("grid", grid.text())
                        .bind("meter", meter)
                        .mapTo(String.class)
                        .findOne());
    }

    private boolean pack(ProsumerId meter, Instant before) {
        var oldest = database.withHandle(handle -> handle.createQuery(OLDEST)
                .bind("grid", grid.text())
                .bind("meter", meter.text())
                .mapTo(Instant.class)
                .findOne());
        var hour = oldest.map(ReadingHour::of)
                .filter(start -> !start.plus(ReadingHour.LENGTH).isAfter(before));
        hour.ifPresent(start -> database.useTransaction(handle -> pack(handle, meter, start)));
        return hour.isPresent();
    }

    /** With those that are packed already, if some came late; one that was corrected since takes the place of the packed one. */
    private void pack(Handle handle, ProsumerId meter, Instant hour) {
        SortedMap<Instant, MeterReading> byStart = new TreeMap<>();
        handle.createQuery(HOURS + " and meter = :meter and hour_start = :hour")
                .bind("grid", grid.text())
                .bind("meter", meter.text())
                .bind("hour", hour)
                .map((row, context) -> readings(row))
                .findOne()
                .orElse(List.of())
                .forEach(reading -> byStart.put(reading.at(), reading));
        var rows = ReadingTable.startingIn(handle, grid, meter, hour, hour.plus(ReadingHour.LENGTH));
        rows.forEach(reading -> byStart.put(reading.at(), reading));
        var readings = List.copyOf(byStart.values());
        handle.createUpdate("delete from reading_hour where grid = :grid and meter = :meter and hour_start = :hour")
                .bind("grid", grid.text())
                .bind("meter", meter.text())
                .bind("hour", hour)
                .execute();
        handle.createUpdate("insert into reading_hour (grid, meter, hour_start, ends_at, body)"
                        + " values (:grid, :meter, :hour, :end, :body)")
                .bind("grid", grid.text())
                .bind("meter", meter.text())
                .bind("hour", hour)
                .bind(
                        "end",
                        readings.stream()
                                .map(MeterReading::end)
                                .max(Comparator.naturalOrder())
                                .orElseThrow())
                .bind("body", ReadingHour.bytes(hour, readings))
                .execute();
        // these and no others: one may have come in meanwhile
        var packed =
                handle.prepareBatch("delete from reading where grid = :grid and meter = :meter and starts_at = :at");
        rows.forEach(reading -> packed.bind("grid", grid.text())
                .bind("meter", meter.text())
                .bind("at", reading.at())
                .add());
        packed.execute();
    }

    /** Readings that hold in some of {@code [from, to)}, oldest first. */
    List<MeterReading> overlapping(ProsumerId meter, Instant from, Instant to, Duration longest) {
        return database.withHandle(handle -> held(
                handle.createQuery(HOURS + OVERLAPPING + " and meter = :meter order by hour_start")
                        .bind("meter", meter.text()),
                from,
                to,
                longest));
    }

    /** The same of all meters, in no order. */
    List<MeterReading> overlapping(Instant from, Instant to, Duration longest) {
        return database.withHandle(handle -> held(handle.createQuery(HOURS + OVERLAPPING), from, to, longest));
    }

    /** An hour holds many readings, of which a period needs a few: the others are left out as each hour is read. */
    private List<MeterReading> held(Query hours, Instant from, Instant to, Duration longest) {
        return hours
                .bind("grid", grid.text())
                .bind("earliest", from.minus(longest).minus(ReadingHour.LENGTH))
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> ReadingHour.readings(
                        new ProsumerId(row.getString(1)), Instants.read(row, 2), row.getBytes(3), from, to))
                .list()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** When the last reading starts. */
    Optional<Instant> latest(ProsumerId meter) {
        return database.withHandle(handle -> handle.createQuery(HOURS + " and meter = :meter"
                        + " order by grid desc, meter desc, hour_start desc fetch first 1 row only")
                .bind("grid", grid.text())
                .bind("meter", meter.text())
                .map((row, context) -> readings(row))
                .findOne()
                .map(readings -> readings.get(readings.size() - 1).at()));
    }

    boolean has(ProsumerId meter, Instant at) {
        return overlapping(meter, at, at.plusSeconds(1), Duration.ZERO).stream()
                .anyMatch(reading -> reading.at().equals(at));
    }

    private static List<MeterReading> readings(ResultSet row) throws SQLException {
        return ReadingHour.readings(new ProsumerId(row.getString(1)), Instants.read(row, 2), row.getBytes(3));
    }
}
