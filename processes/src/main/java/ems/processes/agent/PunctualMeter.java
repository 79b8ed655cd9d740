package ems.processes.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

import ems.market.telemetry.MeterReading;

/**
 * A meter whose clock is not believed blindly: a reading that begins more than five minutes from now is complained of and passed over, or
 * all honest ones after it would come too late.
 */
public record PunctualMeter(HomeMeter meter, InstantSource clock, Consumer<String> complaints) implements HomeMeter {

    private static final Duration AHEAD = Duration.ofMinutes(5);

    @Override
    public List<MeterReading> news() throws IOException {
        var latest = clock.instant().plus(AHEAD);
        return meter.news().stream()
                .filter(reading -> isPunctual(reading, latest))
                .toList();
    }

    private boolean isPunctual(MeterReading reading, Instant latest) {
        boolean punctual = !reading.at().isAfter(latest);
        if (!punctual) {
            complaints.accept("a reading of " + reading.at() + " is passed over: it begins more than "
                    + AHEAD.toMinutes() + " minutes from now, " + latest.minus(AHEAD)
                    + ": set the clock of the meter, or name the market's clock with --clock");
        }
        return punctual;
    }
}
