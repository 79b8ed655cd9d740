package ems.processes.storage;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import ems.console.course.NoticeNow;

/**
 * Whether the disk of the data folder has room to go on. A database that runs out of it in the middle of a write is lost to its
 * process, so the market pauses a little earlier, and goes on by itself when there is room again.
 *
 * <p>Property: {@code ems.disk.reserve}, bytes that must be free.
 */
@Singleton
public class DiskRoom {

    private static final Logger LOG = Logger.getLogger("ems.database");
    private static final int MEGABYTE_DECIMALS = 6;

    private final Path data;
    private final Function<Path, OptionalLong> disk;
    private final long reserve;

    private boolean isShort;

    @Inject
    public DiskRoom(
            @ConfigProperty(name = "ems.data", defaultValue = "data") Path data,
            @ConfigProperty(name = "ems.disk.reserve", defaultValue = "2000000") long reserve) {
        this(data, DiskRoom::free, reserve);
    }

    /** @param disk bytes that are free where a folder is; empty: not known */
    DiskRoom(Path data, Function<Path, OptionalLong> disk, long reserve) {
        if (reserve < 0) {
            throw new IllegalArgumentException("ems.disk.reserve of " + reserve + " bytes is below 0");
        }
        this.data = data;
        this.disk = disk;
        this.reserve = reserve;
    }

    /** What a person should know while there is too little; once there was, half as much again is asked for. */
    public synchronized Optional<NoticeNow> shortage() {
        var free = disk.apply(data);
        boolean wasShort = isShort;
        isShort = free.isPresent() && free.getAsLong() < (wasShort ? reserve + reserve / 2 : reserve);
        if (wasShort && !isShort) {
            LOG.info("the disk of the data folder has room again: trading goes on");
        }
        if (!isShort) {
            return Optional.empty();
        }
        var notice = notice(free.orElse(0));
        if (!wasShort) {
            LOG.errorf("%s. %s", notice.reason(), notice.advice());
        }
        return Optional.of(notice);
    }

    private NoticeNow notice(long free) {
        return new NoticeNow(
                "the disk of the data folder " + data + " is full: " + megabytes(free) + " MB are free, and "
                        + megabytes(reserve) + " MB is the least to go on with",
                "Make room on it. Until then no period starts and the doors answer 503; what was accepted is kept, and"
                        + " trading goes on by itself.");
    }

    private static String megabytes(long bytes) {
        return BigDecimal.valueOf(bytes, MEGABYTE_DECIMALS)
                .setScale(1, RoundingMode.DOWN)
                .toPlainString();
    }

    /** Bytes that are free where the folder is; empty: not known. */
    static OptionalLong free(Path folder) {
        try {
            return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }
}
