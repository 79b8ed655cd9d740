package ems.processes.watch;

import java.time.Duration;
import java.time.InstantSource;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;

import ems.processes.clock.MarketClock;
import ems.processes.time.SteadyClock;

/**
 * How far the machine's clock is believed, as figures for Prometheus.
 *
 * <p>Figures: {@code ems_clock_skew_seconds}, how far the time that the market believes lies ahead of the machine's, 0 unless a jump
 * is doubted; {@code ems_clock_jumps_total}.
 */
@Singleton
public class ClockMeters {

    private static final double MILLISECONDS_A_SECOND = 1_000;

    @Inject
    public ClockMeters(MarketClock clock, MeterRegistry meters) {
        this(clock.wall(), InstantSource.system(), meters);
    }

    /** @param machine the clock that is believed, or not */
    ClockMeters(SteadyClock wall, InstantSource machine, MeterRegistry meters) {
        Gauge.builder("ems.clock.skew.seconds", () -> skew(wall, machine)).register(meters);
        FunctionCounter.builder("ems.clock.jumps", wall, SteadyClock::jumps).register(meters);
    }

    private static double skew(SteadyClock wall, InstantSource machine) {
        return Duration.between(machine.instant(), wall.instant()).toMillis() / MILLISECONDS_A_SECOND;
    }

    /** It is there from the start. */
    void begin(@Observes StartupEvent start) {}
}
