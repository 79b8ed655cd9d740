package ems.routes.replay;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Local times of one series in the order of their rows. When clocks go back an hour is written twice: the first of two
 * equal times is the earlier one in a file that goes on in time, and the later one in a file with its newest row first.
 */
final class LocalClock {

    private final Instant floor;
    private final Set<LocalDateTime> ambiguous = new HashSet<>();
    private @Nullable Instant latest;

    LocalClock() {
        this(Instant.MIN);
    }

    private LocalClock(Instant floor) {
        this.floor = floor;
    }

    /** For a time that follows this one: where a local time comes twice, the first that does is meant. */
    static LocalClock after(Instant floor) {
        return new LocalClock(floor);
    }

    /**
     * @param column for the complaint
     * @throws IllegalArgumentException if clocks went past this time without showing it
     */
    Instant instant(LocalDateTime local, ZoneId zone, String column) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new IllegalArgumentException("column '" + column + "': " + local + " does not exist in " + zone
                    + ": clocks went forward past it; are these times in another zone?");
        }
        if (offsets.size() == 1) {
            latest = local.toInstant(offsets.get(0));
            return latest;
        }
        var earlier = local.toInstant(offsets.get(0));
        var later = local.toInstant(offsets.get(1));
        if (!earlier.isAfter(floor)) {
            return later;
        }
        boolean goesBack = latest != null && latest.isAfter(later);
        boolean isFirst = ambiguous.add(local);
        return isFirst == goesBack ? later : earlier;
    }
}
