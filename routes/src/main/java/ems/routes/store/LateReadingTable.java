package ems.routes.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.LateReading;

/** Table {@code late_reading}, as far as one grid goes. */
final class LateReadingTable {

    private final Jdbi database;
    private final GridId grid;

    LateReadingTable(Jdbi database, GridId grid) {
        this.database = database;
        this.grid = grid;
    }

    /** One that waits already waits on. */
    void insert(Handle handle, Collection<LateReading> late) {
        delete(handle, late);
        each(handle, "insert into late_reading (grid, period_start, meter) values (:grid, :start, :meter)", late);
    }

    /** The oldest periods first. */
    List<LateReading> oldest(int most) {
        return database.withHandle(handle -> handle.createQuery("""
                        select period_start, meter from late_reading where grid = :grid
                        order by period_start, meter fetch first :most rows only
                        """)
                .bind("grid", grid.text())
                .bind("most", most)
                .map((row, context) ->
                        new LateReading(new MatchingPeriod(Instants.read(row, 1)), new ProsumerId(row.getString(2))))
                .list());
    }

    void delete(Collection<LateReading> late) {
        database.useTransaction(handle -> delete(handle, late));
    }

    private void delete(Handle handle, Collection<LateReading> late) {
        each(handle, "delete from late_reading where grid = :grid and period_start = :start and meter = :meter", late);
    }

    private void each(Handle handle, String sql, Collection<LateReading> late) {
        if (late.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch(sql);
        for (LateReading reading : late) {
            Instant start = reading.period().start();
            batch.bind("grid", grid.text())
                    .bind("start", start)
                    .bind("meter", reading.prosumer().text())
                    .add();
        }
        batch.execute();
    }
}
