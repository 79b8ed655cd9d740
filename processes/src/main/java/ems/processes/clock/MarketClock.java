package ems.processes.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

import ems.processes.time.ClockJump;
import ems.processes.time.GridClock;
import ems.processes.time.SteadyClock;
import ems.processes.time.SteadyClock.Limits;

/**
 * The wall clock, or one that runs faster from an instant on, to show a day in minutes. Every door and every step of the
 * live system asks this one.
 *
 * @param wall the machine's clock, as far as it is believed
 * @param origin instant at which both clocks agree
 * @param speed market seconds per wall second, at least 1
 */
public record MarketClock(SteadyClock wall, Instant origin, int speed) implements GridClock {

    private static final String NOTE = "clock-at-speed-";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** A clock that is set by a second or less is followed without a word. */
    private static final Duration JUMP = Duration.ofSeconds(1);

    public MarketClock {
        if (speed < 1 || speed > 120) {
            throw new IllegalArgumentException("clock speed of " + speed + " is outside [1, 120]");
        }
    }

    /**
     * The machine's clock, held against the time that passes.
     *
     * @param speed by which a period is shorter
     * @param listener is told of its jumps
     */
    public static SteadyClock wall(int speed, Consumer<ClockJump> listener) {
        var limits = new Limits(JUMP, MINUTE, Duration.ofSeconds(20), MINUTE.dividedBy(Math.max(1, speed)));
        return new SteadyClock(InstantSource.system(), System::nanoTime, limits, listener);
    }

    /**
     * The clock of a data folder. A faster one notes its origin there, so that it goes on after a restart.
     *
     * @param from time of the present UTC day at which a faster one starts in a new folder, or empty for the present
     */
    public static MarketClock startedIn(Path data, int speed, Optional<LocalTime> from, SteadyClock wall) {
        if (speed == 1) {
            return new MarketClock(wall, Instant.EPOCH, speed);
        }
        try {
            var note = data.resolve(NOTE + speed);
            if (!Files.exists(note)) {
                Files.createDirectories(data);
                // a note that a crash left half written would stop every start after it
                var draft = Files.createTempFile(data, "clock", ".part");
                Files.writeString(draft, origin(wall.instant(), speed, from).toString());
                Files.move(draft, note, StandardCopyOption.ATOMIC_MOVE);
            }
            return new MarketClock(wall, Instant.parse(Files.readString(note).strip()), speed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The clock of a market on this machine, for whoever goes with it: the faster one that is noted in its folder, or the machine's.
     *
     * @throws IllegalArgumentException if the market has run at several speeds there
     */
    public static MarketClock notedIn(Path data, SteadyClock wall) throws IOException {
        try (var files = Files.newDirectoryStream(data, NOTE + "*")) {
            var notes = new ArrayList<Path>();
            files.forEach(notes::add);
            if (notes.size() > 1) {
                throw new IllegalArgumentException(
                        data + " holds the clocks of several speeds, and does not say which one runs: " + notes);
            }
            if (notes.isEmpty()) {
                return new MarketClock(wall, Instant.EPOCH, 1);
            }
            var note = notes.get(0);
            int speed = Integer.parseInt(note.getFileName().toString().substring(NOTE.length()));
            return new MarketClock(wall, Instant.parse(Files.readString(note).strip()), speed);
        }
    }

    /** Where both clocks agree, so that the faster one shows what it is to start from at this moment. */
    private static Instant origin(Instant now, int speed, Optional<LocalTime> from) {
        return from.map(time ->
                        time.atDate(LocalDate.ofInstant(now, ZoneOffset.UTC)).toInstant(ZoneOffset.UTC))
                .map(start -> now.plus(Duration.between(start, now).dividedBy(speed - 1L)))
                .orElse(now.truncatedTo(ChronoUnit.MINUTES));
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
                return MarketClock.this.instant();
            }
        };
    }

    @Override
    public Optional<ClockJump> jump() {
        return wall.jump();
    }

    @Override
    public Instant instant() {
        var since = Duration.between(origin, wall.instant());
        return origin.plus(since.multipliedBy(speed));
    }
}
