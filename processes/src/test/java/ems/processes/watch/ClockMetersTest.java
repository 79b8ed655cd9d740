package ems.processes.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import ems.processes.metrics.AlertTrial;
import ems.processes.time.SteadyClock;

import static org.assertj.core.api.Assertions.assertThat;

/** A clock that is set wrong is told, and fires its alert. */
class ClockMetersTest {

    private final AtomicReference<Instant> shown = new AtomicReference<>(Instant.parse("2026-06-21T12:00:00Z"));
    private final AtomicLong passed = new AtomicLong();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private void passes(Duration time) {
        passed.addAndGet(time.toNanos());
        shown.updateAndGet(now -> now.plus(time));
    }

    @Test
    void aJumpIsTold() throws Exception {
        var second = Duration.ofSeconds(1);
        var minute = Duration.ofMinutes(1);
        var limits = new SteadyClock.Limits(second, minute, Duration.ofSeconds(20), minute);
        var wall = new SteadyClock(shown::get, passed::get, limits, jump -> {});
        assertThat(new ClockMeters(wall, shown::get, meters)).isNotNull();
        passes(second);
        var before = AlertTrial.figures(meters.scrape());
        assertThat(before).containsEntry("ems_clock_jumps_total", "0").containsEntry("ems_clock_skew_seconds", "0");

        shown.updateAndGet(now -> now.plus(Duration.ofHours(2)));
        passes(second);
        assertThat(wall.instant()).as("not believed yet").isBefore(shown.get());
        var after = AlertTrial.figures(meters.scrape());
        assertThat(after).containsEntry("ems_clock_jumps_total", "1").containsEntry("ems_clock_skew_seconds", "-7200");

        AlertTrial.assumePossible();
        new AlertTrial(before, after).fires("EmsClockWrong", 7, Map.of(), "").passes();
    }
}
