package ems.market.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A vehicle's reports one by one, each list in order of time.
 *
 * @param earlier the last ones before the time that was asked for: the very last, the last that was plugged in, and the last two
 *     with a measurement, each once
 * @param counted those that count in that time
 */
public record StatusHistory(List<VehicleStatus> earlier, List<VehicleStatus> counted) {

    /** What a store knows that adds reports up only, and any of a vehicle that never reported. */
    public static final StatusHistory NONE = new StatusHistory(List.of(), List.of());

    public StatusHistory {
        earlier = List.copyOf(earlier);
        counted = List.copyOf(counted);
    }

    /** @param before all earlier reports, in order of time */
    public static StatusHistory after(List<VehicleStatus> before, List<VehicleStatus> counted) {
        NavigableMap<Instant, VehicleStatus> last = new TreeMap<>();
        addLast(1, last, before, status -> true);
        addLast(1, last, before, VehicleStatus::pluggedIn);
        addLast(2, last, before, status -> status.stored().isPresent());
        return new StatusHistory(List.copyOf(last.values()), counted);
    }

    private static void addLast(
            int most,
            NavigableMap<Instant, VehicleStatus> last,
            List<VehicleStatus> before,
            Predicate<VehicleStatus> wanted) {
        int found = 0;
        for (int i = before.size() - 1; i >= 0 && found < most; i--) {
            if (wanted.test(before.get(i))) {
                last.put(before.get(i).at(), before.get(i));
                found++;
            }
        }
    }
}
