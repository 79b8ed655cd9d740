package ems.routes.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;

/**
 * Table {@code reading}, as far as one grid goes: in it data folders up to the format {@code ems-data-23} kept each reading of the last
 * day in a row of its own. Nothing is added any more.
 */
final class EarlierReadings {

    private static final Logger LOG = Logger.getLogger("ems.readings");
    private static final int A_LINE_EACH = 1_000;
    private static final String SELECT =
            "select meter, starts_at, ends_at, production_milliwatts, consumption_milliwatts from reading where grid = :grid";

    private final Jdbi database;
    private final GridId grid;

    EarlierReadings(Jdbi database, GridId grid) {
        this.database = database;
        this.grid = grid;
    }

    /** Moves all of them, an hour of a meter in a transaction. */
    void moveTo(ReadingHourTable hours) {
        int moved = 0;
        for (var first = first(); first.isPresent(); first = first()) {
            var meter = first.get().prosumer();
            var hour = ReadingHour.of(first.get().at());
            database.useTransaction(handle -> {
                hours.add(handle, meter, hour, startingIn(handle, meter, hour));
                handle.createUpdate("delete from reading where grid = :grid and meter = :meter"
                                + " and starts_at >= :hour and starts_at < :next")
                        .bind("grid", grid.text())
                        .bind("meter", meter.text())
                        .bind("hour", hour)
                        .bind("next", hour.plus(ReadingHour.LENGTH))
                        .execute();
            });
            if (moved++ % A_LINE_EACH == 0) {
                LOG.infof("readings of grid %s that an earlier build kept in rows are packed: this is done once", grid);
            }
        }
    }

    private Optional<MeterReading> first() {
        return database.withHandle(
                handle -> handle.createQuery(SELECT + " order by grid, meter, starts_at fetch first 1 row only")
                        .bind("grid", grid.text())
                        .map((row, context) -> reading(row))
                        .findOne());
    }

    private List<MeterReading> startingIn(Handle handle, ProsumerId meter, Instant hour) {
        return handle.createQuery(SELECT + " and meter = :meter and starts_at >= :hour and starts_at < :next")
                .bind("grid", grid.text())
                .bind("meter", meter.text())
                .bind("hour", hour)
                .bind("next", hour.plus(ReadingHour.LENGTH))
                .map((row, context) -> reading(row))
                .list();
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
