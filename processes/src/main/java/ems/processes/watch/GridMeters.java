package ems.processes.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import ems.market.ledger.BlockHeader;
import ems.market.party.GridId;
import ems.processes.clock.Pauses;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.period.StoredPeriods;

/**
 * How the grids stand, looked at every ten seconds, as figures for Prometheus.
 *
 * <p>Figures: {@code ems_ledger_height}, {@code ems_anchor_lag_blocks} by target, {@code ems_periods_stopped}, {@code
 * ems_grid_paused}, {@code ems_dead_letters} by door and reason, {@code ems_messages_refused_total}, each by grid.
 */
@Singleton
public class GridMeters {

    private static final Logger LOG = Logger.getLogger("ems.metrics");
    private static final long EVERY_SECONDS = 10;
    private static final String GRID = "grid";

    private final LiveGrids grids;
    private final StoredPeriods periods;
    private final Pauses pauses;
    private final LetterGroups letters;
    private final boolean live;
    private final MultiGauge height;
    private final MultiGauge lag;
    private final MultiGauge stopped;
    private final MultiGauge paused;
    private final MultiGauge refused;
    private final MeterRegistry meters;
    /** Up to which refused message each grid's are counted. */
    private final Map<GridId, Long> counted = new HashMap<>();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var daemon = new Thread(work, "grid-meters");
        daemon.setDaemon(true);
        return daemon;
    });

    public GridMeters(
            LiveGrids grids,
            StoredPeriods periods,
            Pauses pauses,
            LetterGroups letters,
            MeterRegistry meters,
            @ConfigProperty(name = "ems.live", defaultValue = "false") boolean live) {
        this.grids = grids;
        this.periods = periods;
        this.pauses = pauses;
        this.letters = letters;
        this.live = live;
        this.height = MultiGauge.builder("ems.ledger.height").register(meters);
        this.lag = MultiGauge.builder("ems.anchor.lag.blocks").register(meters);
        this.stopped = MultiGauge.builder("ems.periods.stopped").register(meters);
        this.paused = MultiGauge.builder("ems.grid.paused").register(meters);
        this.refused = MultiGauge.builder("ems.dead.letters").register(meters);
        this.meters = meters;
    }

    void begin(@Observes StartupEvent start) {
        if (live) {
            thread.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Whatever is thrown ends here: a scheduled task that throws is never run again. */
    private void look() {
        try {
            refresh();
        } catch (RuntimeException trouble) {
            LOG.warnf("the figures of the grids are from before: %s", trouble.getMessage());
        }
    }

    /** Looks at all grids. */
    public synchronized void refresh() {
        List<Row<?>> heights = new ArrayList<>();
        List<Row<?>> lags = new ArrayList<>();
        List<Row<?>> stops = new ArrayList<>();
        List<Row<?>> pausing = new ArrayList<>();
        List<Row<?>> reasons = new ArrayList<>();
        for (LiveGrid grid : grids.all()) {
            var id = grid.setup().grid();
            var tags = Tags.of(GRID, id.text());
            long head = grid.ledger().head(id).map(BlockHeader::height).orElse(-1L);
            heights.add(Row.of(tags, head));
            grid.ledger()
                    .anchorProgress(id)
                    .forEach(target ->
                            lags.add(Row.of(tags.and("target", target.target()), Math.max(0, head - target.height()))));
            stops.add(Row.of(tags, periods.failed(id).size()));
            pausing.add(Row.of(tags, pauses.current(id, grid.clock().instant()).isPresent() ? 1 : 0));
            reasons(grid, tags, reasons);
            countRefused(id, tags);
        }
        height.register(heights, true);
        lag.register(lags, true);
        stopped.register(stops, true);
        paused.register(pausing, true);
        refused.register(reasons, true);
    }

    private void reasons(LiveGrid grid, Tags tags, List<Row<?>> rows) {
        var groups = letters.of(grid.setup().grid());
        groups.commonest()
                .forEach(group ->
                        rows.add(Row.of(tags.and("door", group.door(), "reason", group.reason()), group.count())));
        rows.add(Row.of(tags.and("door", "any", "reason", "other"), groups.others()));
    }

    /** Those that were refused before the first look are not counted: a counter begins with the market. */
    private void countRefused(GridId grid, Tags tags) {
        var refusedSoFar = meters.counter("ems.messages.refused", tags);
        var before = counted.get(grid);
        var since = letters.since(grid, before == null ? Long.MAX_VALUE : before);
        refusedSoFar.increment(since.count());
        counted.put(grid, since.newest());
    }

    @PreDestroy
    void stop() {
        thread.shutdown();
    }
}
