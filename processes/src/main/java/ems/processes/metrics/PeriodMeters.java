package ems.processes.metrics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jboss.logging.Logger;

import ems.market.party.PeriodKey;
import ems.market.period.PeriodSteps;
import ems.market.period.Task;
import ems.market.quantity.Money;
import ems.market.record.Abandonment;
import ems.market.record.BookedLine;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.SettlementLine;

/**
 * Counts what becomes of periods, since the start of the process.
 *
 * <p>Figures: {@code ems_periods_total} by outcome, {@code ems_step_seconds} and {@code ems_step_failures_total} by step, {@code
 * ems_matches_total}, {@code ems_traded_kwh_total} by flow, {@code ems_paid_pence_total}; each by grid.
 */
@Singleton
public class PeriodMeters {

    private static final Logger LOG = Logger.getLogger("ems.metrics");
    /** A step is asked to end a period again after a crash or a retry: the latest ones are remembered. */
    private static final int REMEMBERED = 1_000;

    private static final String DIRECT = "direct";
    private static final String GRID = "grid";

    private final MeterRegistry meters;
    private final Set<PeriodKey> counted = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PeriodKey, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });
    /** No period waits for its figures. */
    private final ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "period-meters");
        thread.setDaemon(true);
        return thread;
    });

    public PeriodMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /** What could become of a period. */
    private enum Outcome {
        SETTLED,
        ABORTED,
        PAUSED,
        /** The clock or a crash left it out, or a step was. */
        ABANDONED;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Outcome of(PeriodRecord record) {
            return record.first(Abandonment.class)
                    .map(abandoned -> abandoned.isByOperator() ? ABORTED : abandoned.isByPause() ? PAUSED : ABANDONED)
                    .orElse(SETTLED);
        }
    }

    /** The same steps, measured. @param journal reads what a period has recorded */
    public PeriodSteps measured(String grid, PeriodSteps steps, Function<PeriodKey, PeriodRecord> journal) {
        for (var outcome : Outcome.values()) {
            meters.counter("ems.periods", GRID, grid, "outcome", outcome.text());
        }
        for (var flow : Flow.values()) {
            meters.counter("ems.traded.kwh", GRID, grid, "flow", text(flow));
        }
        meters.counter("ems.matches", GRID, grid);
        meters.counter("ems.paid.pence", GRID, grid);
        return new Measured(grid, steps, journal);
    }

    private final class Measured implements PeriodSteps {

        private final String grid;
        private final PeriodSteps steps;
        private final Function<PeriodKey, PeriodRecord> journal;

        Measured(String grid, PeriodSteps steps, Function<PeriodKey, PeriodRecord> journal) {
            this.grid = grid;
            this.steps = steps;
            this.journal = journal;
            for (var task : Task.values()) {
                meters.counter("ems.step.failures", GRID, grid, "step", task.id());
            }
        }

        @Override
        public String perform(Task task, PeriodKey key) {
            var timer = Timer.start(meters);
            boolean done = false;
            try {
                var words = steps.perform(task, key);
                done = true;
                return words;
            } finally {
                timer.stop(meters.timer("ems.step", GRID, grid, "step", task.id()));
                if (!done) {
                    meters.counter("ems.step.failures", GRID, grid, "step", task.id())
                            .increment();
                } else if (task == Task.SETTLE || task == Task.ANCHOR || task == Task.QUEUE_ANCHOR) {
                    later(() -> count(key));
                }
            }
        }

        @Override
        public String abandon(PeriodKey key, String reason) {
            var words = steps.abandon(key, reason);
            later(() -> count(key));
            return words;
        }

        /** A step that is done while the market stops stays done, and is counted by nobody any more. */
        private void later(Runnable counting) {
            try {
                reader.execute(counting);
            } catch (RejectedExecutionException stopped) {
                LOG.debug("the figures end with the market", stopped);
            }
        }

        private void count(PeriodKey key) {
            try {
                if (counted.contains(key)) {
                    return;
                }
                var record = journal.apply(key);
                if (record.isClosed()) {
                    counted.add(key);
                    count(record);
                }
            } catch (RuntimeException unread) {
                LOG.warnf("the figures of period %s are missing: %s", key, unread.getMessage());
            }
        }

        private void count(PeriodRecord record) {
            meters.counter(
                            "ems.periods",
                            GRID,
                            grid,
                            "outcome",
                            Outcome.of(record).text())
                    .increment();
            if (record.first(Abandonment.class).isPresent()) {
                return;
            }
            meters.counter("ems.matches", GRID, grid)
                    .increment(record.all(Match.class).size()
                            + record.all(DirectMatch.class).size());
            for (DirectLine line : record.all(DirectLine.class)) {
                count(line, DIRECT, new Money(Math.abs(line.amount().micropence())));
            }
            for (SettlementLine line : record.all(SettlementLine.class)) {
                count(line, text(line.flow()), line.amount());
            }
        }

        private void count(BookedLine line, String flow, Money paid) {
            meters.counter("ems.traded.kwh", GRID, grid, "flow", flow)
                    .increment(line.energy().toKilowattHours().doubleValue());
            meters.counter("ems.paid.pence", GRID, grid).increment(pence(paid));
        }
    }

    /** Waits until the figures hold what has ended so far. */
    void awaitCounted() throws InterruptedException, ExecutionException {
        reader.submit(() -> {}).get();
    }

    private static double pence(Money amount) {
        return amount.toPence().doubleValue();
    }

    private static String text(Flow flow) {
        return flow.name().toLowerCase(java.util.Locale.ROOT);
    }

    @PreDestroy
    void stop() {
        reader.shutdown();
    }
}
