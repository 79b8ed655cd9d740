package ems.processes.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

import ems.processes.folder.DataFolder;

/**
 * Looks several times a second whether the database can still be used. H2 closes it for good when it cannot write, and goes on with
 * a file that was deleted as if nothing were wrong. Either way the process ends, with one sentence and a code of its own, so that
 * whatever started it can start it again: nothing is half done, as the next start finds all that was committed.
 */
@Singleton
public class StoreWatch {

    /** "Try again later", as in the C library's sysexits.h. */
    public static final int STORE_LOST = 75;

    private static final long EVERY_MILLIS = 200;
    /** An end that waits for the broken database may take for ever. */
    private static final long END_WITHIN_SECONDS = 10;

    private final DataSource database;
    private final Path data;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var daemon = new Thread(work, "store-watch");
        daemon.setDaemon(true);
        return daemon;
    });
    private volatile int exitCode;

    @Inject
    public StoreWatch(DataSource database, @ConfigProperty(name = "ems.data", defaultValue = "data") Path data) {
        this.database = database;
        this.data = data;
    }

    /** What the process ends with. */
    public int exitCode() {
        return exitCode;
    }

    /** Begins to look, once the database is open. Another one than a file of H2 has its own ways. */
    public void begin() {
        var store = store();
        if (store != null) {
            var file = DataFolder.databaseIn(data);
            var key = key(file);
            watch(store, () -> !Objects.equals(key, key(file)));
        }
    }

    private void watch(MVStore store, BooleanSupplier gone) {
        thread.scheduleWithFixedDelay(
                () -> {
                    if (gone.getAsBoolean() || store.isClosed()) {
                        end(StoreLoss.of(data, gone.getAsBoolean(), store.getPanicException()));
                    }
                },
                EVERY_MILLIS,
                EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    private void end(String why) {
        exitCode = STORE_LOST;
        RepeatedErrors.storeIsLost();
        System.err.println("ems: " + why + ". The market ends with exit code " + STORE_LOST
                + ": nothing that was committed is lost, start it again when that is mended.");
        var last = new Thread(this::halt, "last-resort");
        last.setDaemon(true);
        last.start();
        Quarkus.asyncExit(STORE_LOST);
        thread.shutdown();
    }

    private void halt() {
        try {
            Thread.currentThread().join(TimeUnit.SECONDS.toMillis(END_WITHIN_SECONDS));
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(STORE_LOST);
    }

    private @Nullable MVStore store() {
        try (var connection = database.getConnection()) {
            return connection.isWrapperFor(JdbcConnection.class)
                            && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
                            && Files.exists(DataFolder.databaseIn(data))
                    ? session.getDatabase().getStore().getMvStore()
                    : null;
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be reached", e);
        }
    }

    /** What tells a file from another one of the same name; null if there is none. */
    private static @Nullable Object key(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (IOException none) {
            return null;
        }
    }

    /** A store that is closed in the end is not lost. */
    void onShutdown(@Observes ShutdownEvent end) {
        thread.shutdownNow();
    }
}
