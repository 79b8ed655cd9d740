package ems.processes.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import org.jboss.logging.Logger;

import ems.ledger.bill.MemberBooks;
import ems.ledger.store.StoredArchive;
import ems.market.ledger.BlockHeader;
import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.processes.grid.GridWiring;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;

/**
 * Has each store forget what it need not keep, and the database give back the room, every ten minutes of the market's clock.
 * On a thread of its own and in small transactions, so that no period waits. A chore that fails is logged and counted, done
 * again the next time, and stops neither the market nor the other chores.
 */
@Singleton
public class Housekeeping {

    private static final Logger LOG = Logger.getLogger("ems.database");
    private static final Duration EVERY = Duration.ofMinutes(10);
    /** Repeats of one chore at a time: what is left waits for the next time. */
    private static final int MOST_REPEATS = 200;
    /** Blocks whose bookings are counted in one transaction. */
    private static final int COUNTED_TOGETHER = 60;

    private static final long SECONDS_TO_END = 10;
    private static final long NANOSECONDS_A_MILLISECOND = 1_000_000;

    private final LiveGrids grids;
    private final Retention retention;
    private final EndedInstances instances;
    private final DatabaseCompaction compacting;
    private final StoredArchive archive;
    private final MemberBooks bills;
    private final StorageUse storage;
    private final MeterRegistry meters;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "housekeeping"));
    /** Forces the file to the disk, however long a chore takes. */
    private final ScheduledExecutorService forcing =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "database-force"));

    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stopped;
    private Instant next = Instant.EPOCH;

    public Housekeeping(
            LiveGrids grids,
            Retention retention,
            EndedInstances instances,
            DatabaseCompaction compacting,
            StorageUse storage,
            GridWiring wiring,
            MeterRegistry meters) {
        this.grids = grids;
        this.retention = retention;
        this.instances = instances;
        this.compacting = compacting;
        this.storage = storage;
        this.archive = new StoredArchive(wiring.store());
        this.bills = new MemberBooks(wiring.store());
        this.meters = meters;
    }

    /** Returns at once. */
    public void ifDue(Instant now) {
        if (begun.compareAndSet(false, true)) {
            long seconds = DatabaseCompaction.FORCED_EVERY.toSeconds();
            forcing.scheduleWithFixedDelay(
                    () -> once("force the database to the disk", compacting::force), 0, seconds, TimeUnit.SECONDS);
        }
        compacting.keepOverwrittenIfNotForced();
        boolean isDue = !now.isBefore(next) || next.isAfter(now.plus(EVERY)); // the clock was set back
        if (isDue && !stopped && busy.compareAndSet(false, true)) {
            next = now.plus(EVERY);
            thread.execute(() -> {
                try {
                    all(now);
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    /** All chores, one after the other. */
    void all(Instant now) {
        for (LiveGrid grid : grids.all()) {
            once(
                    "look after a grid",
                    () -> grid.ledger()
                            .head(grid.setup().grid())
                            .map(BlockHeader::key)
                            .map(PeriodKey::period)
                            .ifPresent(newest -> of(grid, newest)));
        }
        once("compact the database", compacting::compact);
        once("measure the data folder", () -> storage.measure(now));
    }

    private void of(LiveGrid grid, MatchingPeriod newest) {
        var id = grid.setup().grid();
        again("count what members bought and sold", () -> bills.follow(id, COUNTED_TOGETHER));
        once("forget signed bids", () -> grid.bids().retire(id, before(newest, retention.bids())));
        once("pack readings", grid.telemetry()::packOld);
        again(
                "forget tasks of process instances",
                () -> instances.forgetTasks(id, before(newest, retention.tasks())) > 0);
        again("forget process instances", () -> instances.forget(id, before(newest, retention.instances())) > 0);
        again("archive steps", () -> archive.archive(id, before(newest, retention.steps())));
        retention.inDatabase().ifPresent(age -> {
            var before = before(newest, age);
            again("archive steps", () -> archive.archive(id, before));
            again("move blocks to files", () -> archive.moveToFile(id, before));
        });
        again(
                "forget entries of blocks",
                () -> grid.ledger()
                        .retire(id, bills.mayForgetBefore(id, before(newest, retention.entries())))
                        .isPresent());
        once("delete files of blocks", () -> archive.deleteForgotten(id));
    }

    /** The first period that is not older than this. */
    private static MatchingPeriod before(MatchingPeriod newest, Duration age) {
        return MatchingPeriod.containing(newest.next().start().minus(age));
    }

    /** As often as there is something to do. */
    private void again(String chore, BooleanSupplier work) {
        once(chore, () -> {
            for (int i = 0; i < MOST_REPEATS && !stopped && work.getAsBoolean(); i++) {}
        });
    }

    /** Whatever is thrown ends here: a scheduled task that throws is never run again. */
    private void once(String chore, Runnable work) {
        if (stopped) {
            return;
        }
        try {
            LOG.debugf("begins: %s", chore);
            long begin = System.nanoTime();
            work.run();
            LOG.debugf("%s: %d ms", chore, (System.nanoTime() - begin) / NANOSECONDS_A_MILLISECOND);
        } catch (Throwable trouble) {
            if (!stopped) {
                LOG.errorf("could not %s, it is tried again: %s", chore, why(trouble));
                meters.counter("ems.housekeeping.failures", "chore", chore).increment();
            }
        }
    }

    /** The message, or of what has none or is no ordinary trouble, what it is. */
    private static String why(Throwable trouble) {
        return trouble instanceof RuntimeException && trouble.getMessage() != null
                ? trouble.getMessage()
                : trouble.toString();
    }

    /** While the database is still open. */
    void onShutdown(@Observes ShutdownEvent end) throws InterruptedException {
        stop();
    }

    /** Waits for the transaction that is under way: whoever interrupts a writer closes its file. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.shutdown();
        forcing.shutdown();
        if (!thread.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)
                || !forcing.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
            LOG.warn("a chore is still at work while the market stops");
        }
    }
}
