package ems.processes.grid;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.ControlsChargers;
import ems.market.period.PeriodSteps;
import ems.market.period.SetPoint;
import ems.market.period.Task;
import ems.market.record.PeriodRecord;

/**
 * Tells the chargers what a period's match needs, once it is recorded, on a thread of its own: no period waits for that, and where it
 * cannot keep up, of each grid the newest period is told.
 */
@Singleton
public class ChargerControl {

    private static final Logger LOG = Logger.getLogger("ems.chargers");

    private final Map<GridId, Runnable> newest = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
                var thread = new Thread(work, "charger-control");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    private volatile @Nullable ControlsChargers chargers;

    /** From now on these; until then none are controlled. */
    public void by(ControlsChargers controls) {
        chargers = controls;
    }

    /** The same steps, whose matches reach the chargers. @param journal reads what a period has recorded */
    public PeriodSteps followed(PeriodSteps steps, Function<PeriodKey, PeriodRecord> journal) {
        return new PeriodSteps() {
            @Override
            public String perform(Task task, PeriodKey key) {
                var done = steps.perform(task, key);
                var controls = chargers;
                if (controls != null && (task == Task.MATCH || task == Task.MATCH_GREEDILY)) {
                    tell(key.grid(), () -> control(controls, key, journal));
                }
                return done;
            }

            @Override
            public String abandon(PeriodKey key, String reason) {
                return steps.abandon(key, reason);
            }
        };
    }

    /** One period of a grid waits at most. */
    private void tell(GridId grid, Runnable work) {
        if (newest.put(grid, work) == null) {
            worker.execute(() -> {
                var next = newest.remove(grid);
                if (next != null) {
                    next.run();
                }
            });
        }
    }

    private static void control(ControlsChargers controls, PeriodKey key, Function<PeriodKey, PeriodRecord> journal) {
        try {
            controls.control(key, SetPoint.in(journal.apply(key)));
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "the chargers were not told of %s", key);
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }
}
