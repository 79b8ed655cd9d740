package ems.processes.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The wall clock, or one that runs faster from an instant on, to show a day in minutes. Every door and every step of the
 * live system asks this one.
 *
 * @param origin instant at which both clocks agree
 * @param speed market seconds per wall second, at least 1
 */
public record MarketClock(Clock wall, Instant origin, int speed) {

    public MarketClock {
        if (speed < 1 || speed > 120) {
            throw new IllegalArgumentException("clock speed of " + speed + " is outside [1, 120]");
        }
    }

    /**
     * The clock of a data folder. A faster one notes its origin there, so that it goes on after a restart.
     */
    public static MarketClock startedIn(Path data, int speed, Clock wall) {
        if (speed == 1) {
            return new MarketClock(wall, Instant.EPOCH, speed);
        }
        try {
            var note = data.resolve("clock-at-speed-" + speed);
            if (!Files.exists(note)) {
                Files.createDirectories(data);
                // a note that a crash left half written would stop every start after it
                var draft = Files.createTempFile(data, "clock", ".part");
                Files.writeString(
                        draft, wall.instant().truncatedTo(ChronoUnit.MINUTES).toString());
                Files.move(draft, note, StandardCopyOption.ATOMIC_MOVE);
            }
            return new MarketClock(wall, Instant.parse(Files.readString(note).strip()), speed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Clock asClock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("the market runs on UTC");
            }

            @Override
            public Instant instant() {
                return now();
            }
        };
    }

    Instant now() {
        var since = Duration.between(origin, wall.instant());
        return origin.plus(since.multipliedBy(speed));
    }
}
