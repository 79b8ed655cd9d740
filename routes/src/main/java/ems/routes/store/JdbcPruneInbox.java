package ems.routes.store;

import java.time.Instant;
import javax.sql.DataSource;

import org.jdbi.v3.core.Jdbi;

/** Prunes the tables of {@code V2__inbox.sql}, of all grids, in one transaction. */
public final class JdbcPruneInbox implements PruneInbox {

    private final Jdbi database;

    public JdbcPruneInbox(DataSource source) {
        this.database = Instants.database(source);
    }

    @Override
    public void olderThan(Instant instant) {
        database.useTransaction(handle -> {
            handle.createUpdate("delete from reading where ends_at < :instant")
                    .bind("instant", instant)
                    .execute();
            handle.createUpdate("""
                            delete from vehicle_status
                            where reported_at < :instant and counted_at < :instant and exists (
                                select 1 from vehicle_status newer
                                where newer.grid = vehicle_status.grid and newer.vehicle = vehicle_status.vehicle
                                    and newer.reported_at > vehicle_status.reported_at)
                            """).bind("instant", instant).execute();
            handle.createUpdate("delete from dead_letter where received_at < :instant")
                    .bind("instant", instant)
                    .execute();
        });
    }
}
