package ems.processes.period;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import jakarta.inject.Inject;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.forecast.ForecastUnavailable;
import ems.market.ledger.AnchorUnavailable;
import ems.market.matching.MatchingUnavailable;
import ems.market.party.GridId;
import ems.market.party.PeriodKey;
import ems.market.period.Task;
import ems.market.quantity.MatchingPeriod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The failure policy as the diagram draws it, in the engine of studies. */
@QuarkusTest
class FallbacksTest {

    private static final PeriodKey NOON =
            new PeriodKey(new GridId("fallbacks"), new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z")));

    @Inject
    InMemoryPeriods periods;

    @Inject
    Markets markets;

    private final TroubledSteps steps = new TroubledSteps();

    @BeforeEach
    void open() {
        markets.open(NOON.grid(), steps);
    }

    @AfterEach
    void close() {
        markets.close(NOON.grid());
    }

    @Test
    void a_period_without_trouble_takes_each_step_once_in_order() {
        periods.takeThrough(NOON);
        assertThat(steps.done()).containsExactlyElementsOf(Task.WITHOUT_FALLBACKS);
    }

    @Test
    void persistence_takes_over_when_the_forecast_is_unavailable() {
        steps.trouble(Task.FORECAST, new ForecastUnavailable("late by 2 s"));
        periods.takeThrough(NOON);
        assertThat(steps.done())
                .containsSubsequence(
                        Task.COLLECT_BIDS, Task.FORECAST_BY_PERSISTENCE, Task.VERIFY_AND_LIMIT, Task.ANCHOR);
    }

    @Test
    void greedy_takes_over_when_the_matching_is_over_its_budget() {
        steps.trouble(Task.MATCH, new MatchingUnavailable("over 10 s"));
        periods.takeThrough(NOON);
        assertThat(steps.done())
                .containsSubsequence(Task.VERIFY_AND_LIMIT, Task.MATCH_GREEDILY, Task.MEASURE_EXCHANGE, Task.ANCHOR);
    }

    @Test
    void greedy_takes_over_when_the_matching_breaks_and_the_log_tells_where() {
        var bug = new IllegalStateException("no free column");
        steps.trouble(Task.MATCH, new MatchingUnavailable("optimal matching broke: " + bug, bug));
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        var log = Logger.getLogger("ems.steps");
        var handler = handler(logged);
        log.addHandler(handler);
        try {
            periods.takeThrough(NOON);
        } finally {
            log.removeHandler(handler);
        }
        assertThat(steps.done())
                .containsSubsequence(Task.VERIFY_AND_LIMIT, Task.MATCH_GREEDILY, Task.MEASURE_EXCHANGE, Task.ANCHOR);
        assertThat(logged).extracting(LogRecord::getThrown).containsExactly(bug);
    }

    private static Handler handler(List<LogRecord> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    @Test
    void the_anchor_is_queued_when_its_target_is_down() {
        steps.trouble(Task.ANCHOR, new AnchorUnavailable("disk full", null));
        periods.takeThrough(NOON);
        assertThat(steps.done()).containsSubsequence(Task.SETTLE, Task.QUEUE_ANCHOR);
    }

    @Test
    void any_other_trouble_is_no_fallback_but_a_failure_that_names_the_node() {
        steps.trouble(Task.MATCH, new IllegalStateException("out of pencils"));
        assertThatThrownBy(() -> periods.takeThrough(NOON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'match' failed")
                .hasMessageContaining("out of pencils");
        assertThat(steps.done()).containsExactly(Task.COLLECT_BIDS, Task.FORECAST, Task.VERIFY_AND_LIMIT);
    }
}
