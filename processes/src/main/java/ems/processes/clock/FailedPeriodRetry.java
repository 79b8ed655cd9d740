package ems.processes.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import ems.market.party.PeriodKey;
import ems.market.quantity.MatchingPeriod;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.period.PeriodTurns;
import ems.processes.period.StoredPeriods;
import ems.processes.storage.DiskRoom;
import ems.routes.clock.AnchorPending;
import ems.routes.clock.RetryFailedPeriods;
import ems.routes.clock.RetryPolicy;

/** Tries failed steps again before an operator has to, and publishes what is not yet anchored. */
@Singleton
public class FailedPeriodRetry implements RetryFailedPeriods, AnchorPending {

    private static final Logger LOG = Logger.getLogger("ems.repair");
    private static final RetryPolicy BACK_OFF = new RetryPolicy(Duration.ofSeconds(10), Duration.ofMinutes(5), 6);

    /** How often a period has failed so far, and when last. */
    private record Failures(int count, Instant last) {}

    private final Map<PeriodKey, Failures> failures = new ConcurrentHashMap<>();

    private final LiveGrids grids;
    private final StoredPeriods periods;
    private final PeriodTurns turns;
    private final DiskRoom disk;

    public FailedPeriodRetry(LiveGrids grids, StoredPeriods periods, PeriodTurns turns, DiskRoom disk) {
        this.grids = grids;
        this.periods = periods;
        this.turns = turns;
        this.disk = disk;
    }

    @Override
    public void retryDue(Instant now) {
        if (disk.shortage().isPresent()) {
            return;
        }
        for (LiveGrid grid : grids.byMarketClock()) {
            try {
                retryDue(grid, now);
            } catch (RuntimeException trouble) {
                LOG.errorf(
                        trouble,
                        "failed periods of grid %s could not be tried again",
                        grid.setup().grid());
            }
        }
    }

    private void retryDue(LiveGrid grid, Instant now) {
        var failed = periods.failed(grid.setup().grid());
        failures.keySet().removeIf(key -> key.grid().equals(grid.setup().grid()) && !failed.contains(key.period()));
        for (MatchingPeriod period : failed) {
            retryIfDue(grid.key(period), now);
        }
    }

    private void retryIfDue(PeriodKey key, Instant now) {
        var known = failures.computeIfAbsent(key, first -> new Failures(1, now));
        var next = BACK_OFF.nextTry(known.count(), known.last());
        boolean setBack = now.isBefore(known.last());
        if (next.isPresent() && (setBack || !now.isBefore(next.get()))) {
            turns.unlessTaken(key, () -> {
                LOG.infof("%s is tried again, for the %d. time", key, known.count());
                failures.put(key, new Failures(known.count() + 1, now));
                return retry(key);
            });
        }
    }

    private boolean retry(PeriodKey key) {
        periods.retry(key);
        return true;
    }

    @Override
    public void anchorPending() {
        if (disk.shortage().isPresent()) {
            return;
        }
        for (LiveGrid grid : grids.byMarketClock()) {
            try {
                grid.ledger().anchor(grid.setup().grid());
            } catch (RuntimeException down) {
                LOG.warnf("blocks of %s wait for their anchor: %s", grid.setup().grid(), down.getMessage());
            }
        }
    }
}
