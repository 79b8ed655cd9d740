package ems.routes.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import ems.market.quantity.Energy;
import ems.market.telemetry.StatusHistory;
import ems.market.telemetry.VehicleReport;
import ems.market.telemetry.VehicleStatus;

/** Reports of one vehicle in order of time; a second one for the same instant takes the first one's place. */
final class VehicleHistory {

    private static final int FIRST_CAPACITY = 64;

    private final List<VehicleStatus> statuses = new ArrayList<>();
    /** The second of each report, where a search for an instant stays within a few lines of memory. */
    private long[] seconds = new long[FIRST_CAPACITY];
    /**
     * What a search found last: whoever goes through time finds the next one near it. Several threads may search at once; each
     * checks what it reads here.
     */
    private int lastFound;

    void add(VehicleStatus status) {
        int upTo = countUpTo(status.at());
        if (upTo > 0 && statuses.get(upTo - 1).at().equals(status.at())) {
            statuses.set(upTo - 1, status);
        } else {
            insert(upTo, status);
        }
    }

    private void insert(int place, VehicleStatus status) {
        if (statuses.size() == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * seconds.length);
        }
        System.arraycopy(seconds, place, seconds, place + 1, statuses.size() - place);
        seconds[place] = status.at().getEpochSecond();
        statuses.add(place, status);
    }

    boolean pluggedIn(Instant instant) {
        int upTo = countUpTo(instant);
        return upTo > 0 && statuses.get(upTo - 1).pluggedIn();
    }

    VehicleReport report(Instant after, Instant upTo) {
        int end = countUpTo(upTo);
        var driven = Energy.ZERO;
        Optional<Energy> stored = Optional.empty();
        for (int i = end - 1; i >= 0 && statuses.get(i).at().isAfter(after); i--) {
            var status = statuses.get(i);
            driven = driven.plus(status.driven());
            stored = stored.isPresent() ? stored : status.stored();
        }
        var latest = end == 0 ? Optional.<VehicleStatus>empty() : Optional.of(statuses.get(end - 1));
        return new VehicleReport(
                latest.map(VehicleStatus::at),
                latest.isPresent() && latest.get().pluggedIn(),
                driven,
                stored);
    }

    StatusHistory history(Instant after, Instant upTo) {
        int from = countUpTo(after);
        return StatusHistory.after(statuses.subList(0, from), statuses.subList(from, Math.max(from, countUpTo(upTo))));
    }

    /** Number of reports at or before the instant. */
    private int countUpTo(Instant instant) {
        long second = instant.getEpochSecond();
        int count = countInOrBefore(second);
        while (count > 0
                && seconds[count - 1] == second
                && statuses.get(count - 1).at().isAfter(instant)) {
            count--;
        }
        return count;
    }

    private int countInOrBefore(long second) {
        int near = lastFound;
        for (int count = near; count <= Math.min(near + 1, statuses.size()); count++) {
            if (isCount(count, second)) {
                lastFound = count;
                return count;
            }
        }
        lastFound = searched(second);
        return lastFound;
    }

    /** Whether so many reports, and no more, are in the second or before it. */
    private boolean isCount(int count, long second) {
        return (count == 0 || seconds[count - 1] <= second) && (count == statuses.size() || seconds[count] > second);
    }

    private int searched(long second) {
        int low = 0;
        int high = statuses.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (seconds[middle] > second) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
