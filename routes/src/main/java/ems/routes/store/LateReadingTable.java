package ems.routes.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.LateReading;

/** Table {@code late_reading}, as far as one grid goes. */
final class LateReadingTable {

    private static final String DELETE =
            "delete from late_reading where grid = :grid and period_start = :start and meter = :meter";

    private final Jdbi database;
    private final GridId grid;

    LateReadingTable(Jdbi database, GridId grid) {
        this.database = database;
        this.grid = grid;
    }

    /** One that waits already waits on, with another mark. */
    void insert(Handle handle, Collection<LateReading> late) {
        each(handle, DELETE, late);
        long mark = ThreadLocalRandom.current().nextLong();
        each(
                handle,
                "insert into late_reading (grid, period_start, meter, mark) values (:grid, :start, :meter, :mark)",
                late.stream()
                        .map(reading -> new LateReading(reading.period(), reading.party(), mark))
                        .toList());
    }

    /** The oldest periods first. */
    List<LateReading> oldest(int most) {
        return database.withHandle(handle -> handle.createQuery("""
                        select period_start, meter, mark from late_reading where grid = :grid
                        order by period_start, meter fetch first :most rows only
                        """)
                .bind("grid", grid.text())
                .bind("most", most)
                .map((row, context) -> new LateReading(
                        new MatchingPeriod(Instants.read(row, 1)), party(row.getString(2)), row.getLong(3)))
                .list());
    }

    /** A home stands under its own name, as ever; a vehicle's charger under its account. */
    private static String meter(Party party) {
        return party instanceof ProsumerId home ? home.text() : party.account();
    }

    private static Party party(String meter) {
        return meter.contains(":") ? Party.parse(meter) : new ProsumerId(meter);
    }

    /** Those that no other reading has joined since they were looked at. */
    void delete(Collection<LateReading> late) {
        database.useTransaction(handle -> each(handle, DELETE + " and mark = :mark", late));
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
                    .bind("meter", meter(reading.party()))
                    .bind("mark", reading.mark())
                    .add();
        }
        batch.execute();
    }
}
