package ems.routes.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.telemetry.MeterReading;

/** Table {@code reading_hour}, as far as one grid goes: older readings, an hour of a meter together. */
final class ReadingHourTable {

    private static final String HOURS = "select meter, hour_start, body from reading_hour where grid = :grid";
    private static final String OLDEST_HOUR =
            "select hour_start from reading_hour where grid = :grid order by grid, hour_start fetch first 1 row only";
    private static final String LATEST_HOUR =
            "select hour_start from reading_hour where grid = :grid order by grid desc, hour_start desc fetch first 1 row only";
    /** A reading is a day long at most, and starts in its hour. */
    private static final Duration LONGEST = Duration.ofDays(1).plus(ReadingHour.LENGTH);

    private static final String OVERLAPPING = " and hour_start > :earliest and hour_start < :to and ends_at > :from";

    private final Jdbi database;
    private final GridId grid;

    ReadingHourTable(Jdbi database, GridId grid) {
        this.database = database;
        this.grid = grid;
    }

    /** The start of the oldest packed hour of any meter. */
    Optional<Instant> oldest() {
        return hourAtTheEnd(OLDEST_HOUR);
    }

    private Optional<Instant> hourAtTheEnd(String query) {
        return database.withHandle(handle -> handle.createQuery(query)
                .bind("grid", grid.text())
                .mapTo(Instant.class)
                .findOne());
    }

    /** When the reading that ends last ends; the beginning of time: there is none. */
    Instant latestEnd() {
        return hourAtTheEnd(LATEST_HOUR)
                .flatMap(hour -> database.withHandle(handle -> handle.createQuery(
                                "select max(ends_at) from reading_hour where grid = :grid and hour_start > :after")
                        .bind("grid", grid.text())
                        .bind("after", hour.minus(LONGEST))
                        .mapTo(Instant.class)
                        .findOne()))
                .orElse(Instant.MIN);
    }

    /**
     * Adds readings of one meter to the hours in which they start, all of them or none; each takes the place of one with the same start.
     *
     * @return how many hours they are of
     */
    int add(ProsumerId meter, List<MeterReading> readings) {
        Map<Instant, List<MeterReading>> hours =
                readings.stream().collect(Collectors.groupingBy(reading -> ReadingHour.of(reading.at())));
        database.useTransaction(handle -> hours.forEach((hour, inside) -> add(handle, meter, hour, inside)));
        return hours.size();
    }

    /** @param added all start in that hour */
    void add(Handle handle, ProsumerId meter, Instant hour, List<MeterReading> added) {
        SortedMap<Instant, MeterReading> byStart = new TreeMap<>();
        handle.createQuery(HOURS + " and meter = :meter and hour_start = :hour")
                .bind("grid", grid.text())
                .bind("meter", meter.text())
                .bind("hour", hour)
                .map((row, context) -> readings(row))
                .findOne()
                .orElse(List.of())
                .forEach(reading -> byStart.put(reading.at(), reading));
        added.forEach(reading -> byStart.put(reading.at(), reading));
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
    }

    /** Readings that hold in some of {@code [from, to)}, oldest first. */
    List<MeterReading> overlapping(ProsumerId meter, Instant from, Instant to) {
        return database.withHandle(handle -> held(
                handle.createQuery(HOURS + OVERLAPPING + " and meter = :meter order by hour_start")
                        .bind("meter", meter.text()),
                from,
                to));
    }

    /** The same of all meters, in no order. */
    List<MeterReading> overlapping(Instant from, Instant to) {
        return database.withHandle(handle -> held(handle.createQuery(HOURS + OVERLAPPING), from, to));
    }

    /** An hour holds many readings, of which a period needs a few: the others are left out as each hour is read. */
    private List<MeterReading> held(Query hours, Instant from, Instant to) {
        return hours
                .bind("grid", grid.text())
                .bind("earliest", from.minus(LONGEST))
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
        return database.withHandle(handle -> handle
                .createQuery(HOURS + " and meter = :meter and hour_start = :hour")
                .bind("grid", grid.text())
                .bind("meter", meter.text())
                .bind("hour", ReadingHour.of(at))
                .map((row, context) -> readings(row))
                .findOne()
                .stream()
                .flatMap(List::stream)
                .anyMatch(reading -> reading.at().equals(at)));
    }

    private static List<MeterReading> readings(ResultSet row) throws SQLException {
        return ReadingHour.readings(new ProsumerId(row.getString(1)), Instants.read(row, 2), row.getBytes(3));
    }
}
