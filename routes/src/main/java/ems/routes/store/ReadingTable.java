package ems.routes.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;
import ems.routes.telemetry.GridStore.PowerSoFar;
import ems.routes.telemetry.ReadingBatch;

/**
 * Table {@code reading}, as far as one grid goes, and behind it the hours of older readings, which are asked only about times
 * that may be in there.
 */
final class ReadingTable {

    /** The longest interval of a reading: none that started earlier can still hold. */
    private static final Duration LONGEST = Duration.ofDays(1);
    /** Readings stay as rows for so long: what is still traded or settled. */
    private static final Duration ROWS_KEPT = Duration.ofHours(26);

    /** Questions about later times need no hours. An hour's margin, for clocks that differ. */
    private static final Duration HOURS_FROM = Duration.ofHours(25);

    /** The order names the beginning of the key, so that the database walks to one row: a max() would visit all of the meter. */
    static final String LATEST = "select starts_at from reading where grid = :grid and meter = :meter"
            + " order by grid desc, meter desc, starts_at desc fetch first 1 row only";

    private static final String OLDEST =
            "select starts_at from reading where grid = :grid order by grid, ends_at fetch first 1 row only";

    private final Jdbi database;
    private final GridId grid;
    private final InstantSource clock;
    private final ReadingHourTable hours;
    private final LateReadingTable late;

    ReadingTable(Jdbi database, GridId grid, InstantSource clock) {
        this.database = database;
        this.grid = grid;
        this.clock = clock;
        this.hours = new ReadingHourTable(database, grid);
        this.late = new LateReadingTable(database, grid);
    }

    /** Packs an hour of each meter that has older readings; 0: none has. */
    int packOld() {
        return hours.pack(clock.instant().minus(ROWS_KEPT));
    }

    private boolean isOld(Instant instant) {
        return instant.isBefore(clock.instant().minus(HOURS_FROM));
    }

    void insert(ReadingBatch batch, Instant receivedAt) {
        if (batch.readings().isEmpty() && batch.late().isEmpty()) {
            return;
        }
        database.useTransaction(handle -> {
            if (batch.replacing()) {
                delete(handle, batch.readings());
            }
            insert(handle, batch.readings(), receivedAt);
            late.insert(handle, batch.late());
        });
    }

    private void delete(Handle handle, List<MeterReading> readings) {
        var batch =
                handle.prepareBatch("delete from reading where grid = :grid and meter = :meter and starts_at = :at");
        readings.forEach(reading -> batch.bind("grid", grid.text())
                .bind("meter", reading.prosumer().text())
                .bind("at", reading.at())
                .add());
        batch.execute();
    }

    private void insert(Handle handle, List<MeterReading> readings, Instant receivedAt) {
        if (!readings.isEmpty()) {
            var batch = handle.prepareBatch("""
                    insert into reading (grid, meter, starts_at, ends_at, production_milliwatts,
                        consumption_milliwatts, received_at)
                    values (:grid, :meter, :startsAt, :endsAt, :production, :consumption, :receivedAt)
                    """);
            for (MeterReading reading : readings) {
                batch.bind("grid", grid.text())
                        .bind("meter", reading.prosumer().text())
                        .bind("startsAt", reading.at())
                        .bind("endsAt", reading.end())
                        .bind("production", reading.production().milliwatts())
                        .bind("consumption", reading.consumption().milliwatts())
                        .bind("receivedAt", receivedAt)
                        .add();
            }
            batch.execute();
        }
    }

    Optional<Instant> latest(ProsumerId meter) {
        return database.withHandle(handle -> handle.createQuery(LATEST)
                        .bind("grid", grid.text())
                        .bind("meter", meter.text())
                        .mapTo(Instant.class)
                        .findOne())
                .or(() -> hours.latest(meter));
    }

    /** When the oldest reading of any meter begins, or the hour that it is packed in. */
    Optional<Instant> oldest() {
        var row = database.withHandle(handle -> handle.createQuery(OLDEST)
                .bind("grid", grid.text())
                .mapTo(Instant.class)
                .findOne());
        return Stream.concat(row.stream(), hours.oldest().stream()).min(Instant::compareTo);
    }

    /** Looks at the rows alone: they reach back further than anybody asks. */
    Optional<PowerSoFar> power(ProsumerId meter, Instant since) {
        return database.withHandle(handle -> handle.createQuery("""
                        select max(production_milliwatts), max(consumption_milliwatts), min(starts_at) from reading
                        where grid = :grid and meter = :meter and starts_at >= :since having count(*) > 0
                        """)
                .bind("grid", grid.text())
                .bind("meter", meter.text())
                .bind("since", since)
                .map((row, context) -> new PowerSoFar(Math.max(row.getLong(1), row.getLong(2)), Instants.read(row, 3)))
                .findOne());
    }

    boolean has(ProsumerId meter, Instant at) {
        return database.withHandle(handle -> handle.createQuery("""
                        select count(*) from reading
                        where grid = :grid and meter = :meter and starts_at = :at
                        """)
                                .bind("grid", grid.text())
                                .bind("meter", meter.text())
                                .bind("at", at)
                                .mapTo(long.class)
                                .one()
                        > 0)
                || isOld(at) && hours.has(meter, at);
    }

    /** Readings that hold in some of {@code [from, to)}, oldest first. */
    List<MeterReading> overlapping(ProsumerId meter, Instant from, Instant to) {
        List<MeterReading> rows = database.withHandle(handle -> handle.createQuery("""
                        select meter, starts_at, ends_at, production_milliwatts, consumption_milliwatts from reading
                        where grid = :grid and meter = :meter
                            and starts_at > :earliest and starts_at < :to and ends_at > :from
                        order by starts_at
                        """)
                .bind("grid", grid.text())
                .bind("meter", meter.text())
                .bind("earliest", from.minus(LONGEST))
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> reading(row))
                .list());
        if (!isOld(from)) {
            return rows;
        }
        // the rows first: a reading that is packed meanwhile is found twice, and not never
        SortedMap<Instant, MeterReading> all = new TreeMap<>();
        hours.overlapping(meter, from, to, LONGEST).forEach(reading -> all.put(reading.at(), reading));
        rows.forEach(reading -> all.put(reading.at(), reading));
        return List.copyOf(all.values());
    }

    /** Readings of one meter that start in {@code [from, to)}. */
    static List<MeterReading> startingIn(Handle handle, GridId grid, ProsumerId meter, Instant from, Instant to) {
        return handle.createQuery("""
                        select meter, starts_at, ends_at, production_milliwatts, consumption_milliwatts from reading
                        where grid = :grid and meter = :meter and starts_at >= :from and starts_at < :to
                        """)
                .bind("grid", grid.text())
                .bind("meter", meter.text())
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> reading(row))
                .list();
    }

    /**
     * The samples of every meter in the period. A reading that reaches into the period ends in it or at most a day later, so
     * the query looks at ends.
     */
    Map<ProsumerId, SamplesOfAPeriod> samples(MatchingPeriod period) {
        Map<ProsumerId, SamplesOfAPeriod> meters = new HashMap<>();
        database.useHandle(handle -> handle.createQuery("""
                        select meter, starts_at, ends_at, production_milliwatts, consumption_milliwatts from reading
                        where grid = :grid and ends_at > :from and ends_at < :latest and starts_at < :to
                        """)
                .bind("grid", grid.text())
                .bind("from", period.start())
                .bind("latest", period.end().plus(LONGEST))
                .bind("to", period.end())
                .map((row, context) -> reading(row))
                .forEach(reading -> hold(reading, period, meters)));
        if (isOld(period.start())) {
            hours.overlapping(period.start(), period.end(), LONGEST).forEach(reading -> hold(reading, period, meters));
        }
        return meters;
    }

    private static void hold(MeterReading reading, MatchingPeriod period, Map<ProsumerId, SamplesOfAPeriod> meters) {
        meters.computeIfAbsent(reading.prosumer(), first -> new SamplesOfAPeriod(period))
                .hold(reading);
    }

    private static MeterReading reading(ResultSet row) throws SQLException {
        var start = Instants.read(row, 2);
        return new MeterReading(
                new ProsumerId(row.getString(1)),
                start,
                Duration.between(start, Instants.read(row, 3)),
                new Power(row.getLong(4)),
                new Power(row.getLong(5)));
    }
}
