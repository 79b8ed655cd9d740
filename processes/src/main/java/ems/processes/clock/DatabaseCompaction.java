package ems.processes.clock;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import jakarta.enterprise.context.ApplicationScoped;

import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.jboss.logging.Logger;

import ems.processes.folder.DatabasePages;

/**
 * Gives back the space of overwritten pages. H2 does so by itself only while it writes with a delay, which a market that
 * survives a crash cannot afford: without this the file grows by fifty times what it holds. Another database does
 * without.
 */
@ApplicationScoped
public class DatabaseCompaction {

    private static final Logger LOG = Logger.getLogger("ems.database");
    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final int LEAST_FILLED_PERCENT = 80;
    private static final int MOST_BYTES_MOVED = 16 * 1024 * 1024;

    private final DataSource database;
    private final DatabasePages pages;

    private Instant next = Instant.EPOCH;

    public DatabaseCompaction(DataSource database, DatabasePages pages) {
        this.database = database;
        this.pages = pages;
    }

    void ifDue(Instant now) {
        if (now.isBefore(next)) {
            return;
        }
        next = now.plus(EVERY);
        pages.aloneIfFree(this::compact);
    }

    private void compact() {
        try (var connection = database.getConnection()) {
            if (connection.isWrapperFor(JdbcConnection.class)
                    && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
                session.getDatabase().getStore().getMvStore().compact(LEAST_FILLED_PERCENT, MOST_BYTES_MOVED);
            }
        } catch (SQLException e) {
            LOG.warnf("the database was not compacted: %s", e.getMessage());
        }
    }
}
