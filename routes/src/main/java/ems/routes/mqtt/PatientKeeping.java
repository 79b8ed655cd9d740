package ems.routes.mqtt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.jboss.logging.Logger;

import ems.routes.telemetry.OpenGrids;

/**
 * Keeps a batch however long the store fails: together, and after some failures one by one, to find what cannot be kept. A message
 * that itself is at fault becomes a dead letter.
 */
final class PatientKeeping {

    private static final Logger LOG = Logger.getLogger("ems.mqtt");

    private static final Duration TRIES_AGAIN_AFTER = Duration.ofMillis(200);
    private static final int TRIES = 3;

    private final OpenGrids grids;
    private final Keeping keeping;
    private volatile boolean ended;

    PatientKeeping(OpenGrids grids, Keeping keeping) {
        this.grids = grids;
        this.keeping = keeping;
    }

    /** From now on nothing is tried again. */
    void end() {
        ended = true;
    }

    /**
     * Returns when all is kept.
     *
     * @throws InterruptedException if that has ended
     */
    void keep(List<Intent> intents) throws InterruptedException {
        var left = intents;
        for (int failures = 0; !left.isEmpty(); ) {
            if (ended) {
                throw new InterruptedException("the market stops");
            }
            try {
                if (grids.closed().isEmpty()) {
                    keeping.keep(left);
                    return;
                }
            } catch (Throwable notKept) {
                failures++;
                LOG.warnf("MQTT: %d messages wait, they could not be kept: %s", left.size(), notKept);
                left = failures % TRIES == 0 ? oneByOne(left) : left;
            }
            LockSupport.parkNanos(TRIES_AGAIN_AFTER.toNanos());
        }
    }

    /** What is left: nothing that could be kept, or at least be written down as a dead letter. */
    private List<Intent> oneByOne(List<Intent> intents) {
        List<Intent> left = new ArrayList<>();
        for (Intent intent : intents) {
            if (!isKeptOrBuried(intent)) {
                left.add(intent);
            }
        }
        return left;
    }

    private boolean isKeptOrBuried(Intent intent) {
        try {
            keeping.keep(List.of(intent));
            return true;
        } catch (Throwable notKept) {
            return Keeping.isForGood(notKept) && isBuried(intent, notKept);
        }
    }

    private boolean isBuried(Intent intent, Throwable why) {
        try {
            keeping.bury(intent, why);
            return true;
        } catch (Throwable nothingIsKept) {
            LOG.warnf("MQTT: nothing can be kept: %s", nothingIsKept);
            return false;
        }
    }
}
