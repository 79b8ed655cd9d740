package ems.processes.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.Task;
import ems.market.record.PeriodRecord;
import ems.processes.grid.LiveGrid;
import ems.processes.period.InMemoryPeriods;
import ems.processes.period.PeriodTurns;
import ems.processes.period.StoredPeriods;

/**
 * Finds periods that would never end by themselves. An instance that lost its place in the diagram, as when somebody cancelled
 * its wait, goes back to where its record says that it was: what its tasks recorded is never recorded twice. An instance that
 * failed before it recorded anything, and that later blocks were sealed past, is ended.
 */
@ApplicationScoped
public class LostPeriods {

    private static final Logger LOG = Logger.getLogger("ems.repair");
    /** How long the page says so, on the market's clock. */
    private static final Duration TOLD_FOR = Duration.ofMinutes(5);

    private final StoredPeriods periods;
    private final PeriodTurns turns;
    private final Map<GridId, Found> latest = new ConcurrentHashMap<>();

    /**
     * What was found last in a grid.
     *
     * @param reason a sentence without its full stop
     * @param advice what to do, in whole sentences
     */
    public record Found(Instant at, String reason, String advice) {

        /** Whether the page still says so. */
        public boolean isNews(Instant now) {
            return Duration.between(at, now).abs().compareTo(TOLD_FOR) < 0;
        }
    }

    public LostPeriods(StoredPeriods periods, PeriodTurns turns) {
        this.periods = periods;
        this.turns = turns;
    }

    void findIn(LiveGrid grid, Instant now) {
        var id = grid.setup().grid();
        periods.lost(id)
                .forEach(period -> turns.unlessTaken(grid.key(period), () -> goOn(grid, grid.key(period), now)));
        periods.failed(id).stream()
                .map(grid::key)
                .filter(key -> grid.sealedPast(grid.journal().read(key)).isPresent())
                .forEach(key -> turns.unlessTaken(key, () -> end(key, now)));
    }

    private boolean goOn(LiveGrid grid, PeriodKey key, Instant now) {
        var place = place(grid.journal().read(key));
        tell(
                key,
                now,
                "was at work on nothing and waited for nothing at " + now.truncatedTo(ChronoUnit.SECONDS)
                        + ", as if somebody had cancelled its wait",
                "Nothing to do: it goes on at '" + place.map(Task::words).orElse("Exchange window closed") + "'.");
        periods.goOn(key, place.map(Task::id).orElse(InMemoryPeriods.EXCHANGE_WINDOW));
        return true;
    }

    private boolean end(PeriodKey key, Instant now) {
        tell(
                key,
                now,
                "failed before anything of it was recorded, and the books are sealed past it",
                "Nothing to do: it is ended, and nobody traded in it.");
        periods.abort(key);
        return true;
    }

    private void tell(PeriodKey key, Instant now, String what, String advice) {
        LOG.warnf("%s %s. %s", key, what, advice);
        latest.put(key.grid(), new Found(now, "period " + key.period().start() + " " + what, advice));
    }

    /** The task behind the last one that recorded its step; empty: the wait for the end of the exchange window. */
    private static Optional<Task> place(PeriodRecord record) {
        if (record.isClosed()) {
            return Optional.of(Task.ANCHOR);
        }
        var next = Task.COLLECT_BIDS;
        for (Task task : Task.WITHOUT_FALLBACKS) {
            if (task.step().filter(record::has).isPresent()) {
                next = Task.WITHOUT_FALLBACKS.get(Task.WITHOUT_FALLBACKS.indexOf(task) + 1);
            }
        }
        return Stream.of(next).filter(task -> task != Task.MEASURE_EXCHANGE).findFirst();
    }

    /** Empty if nothing was found since the start. */
    public Optional<Found> latestIn(GridId grid) {
        return Optional.ofNullable(latest.get(grid));
    }
}
