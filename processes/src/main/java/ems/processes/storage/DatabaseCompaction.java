package ems.processes.storage;

import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import ems.processes.folder.DatabasePages;

/**
 * Keeps H2's file about as large as what it holds, in steps that are short enough for those who commit meanwhile. H2 does so by
 * itself only while it writes with a delay, which a market that survives a crash cannot afford. Another database does without.
 *
 * <p>A file is a row of chunks, one for each commit. First the live pages of chunks that are mostly overwritten are written again,
 * so that these chunks become free; then the chunks behind free room move into it, and the file is cut.
 *
 * <p>After a power failure the file is opened as it was when the disk had all of it, so the room of overwritten chunks is used again
 * only when the disk has what came after them. H2 waits 45 seconds and hopes; here the file is forced to the disk every few
 * seconds, and a third of the time will do. When that fails or takes too long, it is the 45 seconds again.
 */
@Singleton
public class DatabaseCompaction {

    /** How often {@link #force} is called. */
    static final Duration FORCED_EVERY = Duration.ofSeconds(5);

    private static final Duration OVERWRITTEN_KEPT = FORCED_EVERY.multipliedBy(3);

    /** What H2 starts with, in milliseconds. */
    static final int OVERWRITTEN_KEPT_UNFORCED = 45_000;

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
    private final Duration overwrittenKept;
    private final LongSupplier nanoseconds;
    private volatile @Nullable Forced last;

    /** What was forced to the disk, and when. */
    private record Forced(MVStore store, long at) {}

    @Inject
    public DatabaseCompaction(DataSource database, DatabasePages pages) {
        this(database, pages, OVERWRITTEN_KEPT, System::nanoTime);
    }

    /**
     * @param overwrittenKept time after which the room of an overwritten chunk is used again
     * @param nanoseconds as {@link System#nanoTime}
     */
    DatabaseCompaction(DataSource database, DatabasePages pages, Duration overwrittenKept, LongSupplier nanoseconds) {
        this.database = database;
        this.pages = pages;
        this.overwrittenKept = overwrittenKept;
        this.nanoseconds = nanoseconds;
    }

    /** Returns when the disk has all that was committed before. If it fails, what is overwritten stays as long as H2 wants. */
    void force() {
        boolean forced = false;
        try {
            inFile(store -> {
                store.sync();
                last = new Forced(store, nanoseconds.getAsLong());
                store.setRetentionTime(Math.toIntExact(overwrittenKept.toMillis()));
            });
            forced = true;
        } finally {
            if (!forced) {
                keepOverwritten();
            }
        }
    }

    /** What is overwritten stays as long as H2 wants, unless the file was forced to the disk just now. Returns at once. */
    void keepOverwrittenIfNotForced() {
        var known = last;
        if (known != null && nanoseconds.getAsLong() - known.at() > 2 * FORCED_EVERY.toNanos()) {
            keepOverwritten();
        }
    }

    private void keepOverwritten() {
        var known = last;
        if (known != null) {
            known.store().setRetentionTime(OVERWRITTEN_KEPT_UNFORCED);
        }
    }

    /** One round of steps, not many seconds together; none while the file is copied. */
    void compact() {
        pages.aloneIfFree(() -> inFile(DatabaseCompaction::compact));
    }

    /** Does nothing where the database is no file of H2. */
    private void inFile(Consumer<MVStore> work) {
        try (var connection = database.getConnection()) {
            if (connection.isWrapperFor(JdbcConnection.class)
                    && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
                var store = session.getDatabase().getStore().getMvStore();
                if (store.getFileStore() instanceof RandomAccessStore) {
                    work.accept(store);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static void compact(MVStore store) {
        long end = System.nanoTime() + MOST_NANOSECONDS;
        long longest = 0;
        boolean more = true;
        while (more && System.nanoTime() < end) {
            long begin = System.nanoTime();
            more = store.compact(LEAST_LIVE_PERCENT, BYTES_WRITTEN);
            longest = Math.max(longest, System.nanoTime() - begin);
        }
        var file = (RandomAccessStore) store.getFileStore();
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
