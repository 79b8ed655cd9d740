package ems.processes.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

import ems.console.page.StorageNow;

/**
 * How much the data folder holds, measured now and then, as figures for Prometheus and for the page. Whoever asks gets what was
 * measured last.
 *
 * <p>Figures: {@code ems_data_bytes}, {@code ems_data_growth_bytes_per_day}, {@code ems_disk_free_bytes},
 * {@code ems_disk_days_left}; NaN where nothing is known, and days left also where nothing grows.
 */
@Singleton
public class StorageUse {

    /** Growth is that since the oldest look in this time. */
    private static final Duration LOOKED_BACK = Duration.ofDays(1);
    /** Less says nothing: a file of a database grows by leaps. */
    private static final Duration SHORTEST = Duration.ofHours(1);

    private final Path data;
    private final Function<Path, OptionalLong> disk;
    private final Deque<Look> looks = new ArrayDeque<>();
    private volatile @Nullable StorageNow now;

    private record Look(Instant at, long bytes) {}

    @Inject
    public StorageUse(@ConfigProperty(name = "ems.data", defaultValue = "data") Path data, MeterRegistry meters) {
        this(data, DiskRoom::free, meters);
    }

    /** @param disk bytes that are free where a folder is; empty: not known */
    StorageUse(Path data, Function<Path, OptionalLong> disk, MeterRegistry meters) {
        this.data = data;
        this.disk = disk;
        gauge("ems.data.bytes", meters, storage -> storage.bytes());
        gauge("ems.data.growth.bytes.per.day", meters, storage -> figure(storage.growthBytesPerDay()));
        gauge("ems.disk.free.bytes", meters, storage -> figure(storage.freeBytes()));
        gauge("ems.disk.days.left", meters, storage -> figure(storage.daysLeft()));
    }

    private void gauge(String name, MeterRegistry meters, ToDoubleFunction<StorageNow> figure) {
        Gauge.builder(name, () -> now().map(figure::applyAsDouble).orElse(Double.NaN))
                .register(meters);
    }

    private static double figure(OptionalLong known) {
        return known.isPresent() ? known.getAsLong() : Double.NaN;
    }

    /** Empty before the first measurement. */
    public Optional<StorageNow> now() {
        return Optional.ofNullable(now);
    }

    /** @param instant on the market's clock */
    synchronized void measure(Instant instant) {
        long bytes = bytes();
        looks.removeIf(look ->
                look.at().isBefore(instant.minus(LOOKED_BACK)) || look.at().isAfter(instant)); // the clock was set back
        now = new StorageNow(bytes, growth(instant, bytes), disk.apply(data));
        looks.add(new Look(instant, bytes));
    }

    private OptionalLong growth(Instant instant, long bytes) {
        var oldest = looks.peek();
        if (oldest == null || instant.isBefore(oldest.at().plus(SHORTEST))) {
            return OptionalLong.empty();
        }
        double days = (double) Duration.between(oldest.at(), instant).toMillis() / LOOKED_BACK.toMillis();
        return OptionalLong.of(Math.round((bytes - oldest.bytes()) / days));
    }

    /** The size of all files below the folder; those that go away meanwhile count nothing. */
    private long bytes() {
        var sum = new long[1];
        try {
            Files.walkFileTree(data, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum[0] += attributes.size();
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the size of " + data + " cannot be found", e);
        }
        return sum[0];
    }
}
