package ems.processes.storage;

import java.sql.SQLException;
import javax.sql.DataSource;
import jakarta.inject.Singleton;

import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;
import org.jboss.logging.Logger;

import ems.processes.folder.DatabasePages;

/**
 * Keeps H2's file about as large as what it holds, in steps that are short enough for those who commit meanwhile. H2 does so by
 * itself only while it writes with a delay, which a market that survives a crash cannot afford. Another database does without.
 *
 * <p>A file is a row of chunks, one for each commit. First the live pages of chunks that are mostly overwritten are written again,
 * so that these chunks become free; then the chunks behind free room move into it, and the file is cut. What was overwritten in the
 * last 45 seconds stays: after a power failure the file may be opened as it was then.
 */
@Singleton
public class DatabaseCompaction {

    private static final Logger LOG = Logger.getLogger("ems.database");
    private static final long MOST_NANOSECONDS = 2_000_000_000L;
    private static final long NANOSECONDS_A_MILLISECOND = 1_000_000;
    /** Less of the chunks' pages is live: some are written again. */
    private static final int LEAST_LIVE_PERCENT = 85;
    /** Less of the file is in use: some chunks move. */
    private static final int LEAST_USED_PERCENT = 85;
    /** Of one step: pages that are written again, and chunks that move, which are larger than the first. */
    private static final int BYTES_WRITTEN = 2 * 1024 * 1024;

    private static final int BYTES_MOVED = 4 * BYTES_WRITTEN;

    private final DataSource database;
    private final DatabasePages pages;

    public DatabaseCompaction(DataSource database, DatabasePages pages) {
        this.database = database;
        this.pages = pages;
    }

    /** One round of steps, not many seconds together; none while the file is copied. */
    void compact() {
        pages.aloneIfFree(this::compactAlone);
    }

    private void compactAlone() {
        try (var connection = database.getConnection()) {
            if (connection.isWrapperFor(JdbcConnection.class)
                    && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
                var store = session.getDatabase().getStore().getMvStore();
                if (store.getFileStore() instanceof RandomAccessStore file) {
                    compact(store, file);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static void compact(MVStore store, RandomAccessStore file) {
        long end = System.nanoTime() + MOST_NANOSECONDS;
        long longest = 0;
        boolean more = true;
        while (more && System.nanoTime() < end) {
            long begin = System.nanoTime();
            more = store.compact(LEAST_LIVE_PERCENT, BYTES_WRITTEN);
            longest = Math.max(longest, System.nanoTime() - begin);
        }
        more = true;
        while (more && System.nanoTime() < end) {
            long begin = System.nanoTime();
            more = move(file, store);
            longest = Math.max(longest, System.nanoTime() - begin);
        }
        LOG.debugf(
                "the longest step of the compaction took %d ms; the file has %d bytes",
                longest / NANOSECONDS_A_MILLISECOND, file.size());
    }

    /** Whether more of the file is in use now, and still too little. */
    private static boolean move(RandomAccessStore file, MVStore store) {
        int before = file.getFillRate();
        file.compactMoveChunks(LEAST_USED_PERCENT, BYTES_MOVED, store);
        return before < file.getFillRate() && file.getFillRate() < LEAST_USED_PERCENT;
    }
}
