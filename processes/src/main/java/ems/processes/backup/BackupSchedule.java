package ems.processes.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import ems.ledger.key.Passphrase;

/**
 * Backs the running market up again and again, in a thread of its own, and keeps the last few backups. What a market that was
 * stopped has missed is made up for at its next start.
 *
 * <p>Properties: {@code ems.backup.every}, on the market's clock; {@code ems.backup.to}, a folder outside the data folder;
 * {@code ems.backup.kept}, how many stay.
 */
@ApplicationScoped
public class BackupSchedule {

    private static final Logger LOG = Logger.getLogger("ems.backup");
    private static final Duration AGAIN_AFTER = Duration.ofMinutes(10);

    private final MarketDatabase database;
    private final Path data;
    private final Optional<Duration> every;
    private final Optional<Path> to;
    private final int kept;
    private final DatabaseLogin login;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Instant notBefore = Instant.EPOCH;

    public BackupSchedule(
            MarketDatabase database,
            @ConfigProperty(name = "ems.data", defaultValue = "data") Path data,
            @ConfigProperty(name = "ems.backup.every") Optional<Duration> every,
            @ConfigProperty(name = "ems.backup.to") Optional<Path> to,
            @ConfigProperty(name = "ems.backup.kept", defaultValue = "7") int kept,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        this.database = database;
        this.data = data;
        this.every = every;
        this.to = to;
        this.kept = kept;
        this.login = new DatabaseLogin(user, password);
    }

    /** @throws IllegalArgumentException if the settings lead to no backup */
    public void refuseWrongSettings() {
        if (every.isEmpty()) {
            return;
        }
        if (every.get().compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("ems.backup.every: " + every.get() + " is less than a minute");
        }
        if (to.isEmpty()) {
            throw new IllegalArgumentException(
                    "ems.backup.every is set: ems.backup.to must name the folder of backups");
        }
        if (kept < 1) {
            throw new IllegalArgumentException("ems.backup.kept: " + kept + " is less than 1");
        }
        if (passphrase().isEmpty() && Passphrase.in(System.getenv()).isEmpty()) {
            throw new IllegalArgumentException(
                    "backups hold private keys: set EMS_BACKUP_PASSPHRASE or EMS_BACKUP_PASSPHRASE_FILE");
        }
    }

    private static Optional<char[]> passphrase() {
        return Passphrase.in(System.getenv(), Passphrase.OF_BACKUPS);
    }

    /** Returns at once. */
    public void ifDue(Instant now) {
        if (every.isPresent() && to.isPresent() && isDue(now, every.get()) && busy.compareAndSet(false, true)) {
            thread.execute(() -> {
                try {
                    notBefore = next(new BackupFolder(to.get(), kept), every.get(), passphrase(), now);
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    /** A clock that was set back waits for no more than the usual time. */
    private boolean isDue(Instant now, Duration between) {
        return !now.isBefore(notBefore)
                || notBefore.isAfter(now.plus(between.compareTo(AGAIN_AFTER) < 0 ? AGAIN_AFTER : between));
    }

    /** Makes a backup unless the newest is young enough, and returns when the next one is due. */
    Instant next(BackupFolder folder, Duration between, Optional<char[]> passphrase, Instant now) {
        try {
            var due = folder.newest()
                    // one that lies ahead was made while the clock was wrong
                    .filter(last -> !last.isAfter(now))
                    .map(last -> last.plus(between))
                    .orElse(Instant.EPOCH);
            if (now.isBefore(due)) {
                return due;
            }
            var made = now.truncatedTo(ChronoUnit.SECONDS);
            folder.forgetUnfinished();
            var manifest = new BackingUp(data, login, passphrase).to(folder.file(made), database, made);
            folder.forgetOld();
            LOG.debugf("backed up into %s: %s", folder.file(made), manifest.ledgers());
            return made.plus(between);
        } catch (IOException | RuntimeException trouble) {
            LOG.errorf("no backup was made, and it is tried again: %s", trouble.getMessage());
            return now.plus(between.compareTo(AGAIN_AFTER) < 0 ? between : AGAIN_AFTER);
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
