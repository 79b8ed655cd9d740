package ems.routes.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import ems.market.party.ProsumerId;
import ems.market.telemetry.MeterReading;

/** Readings of one grid in memory. Thread-safe. */
final class RecentReadings {

    private static final RecentMeter NONE = new RecentMeter(new ProsumerId("none"));

    private final Map<ProsumerId, RecentMeter> meters = new ConcurrentHashMap<>();

    /** In the place of one of the same meter with the same start, if there is one. */
    void put(MeterReading reading) {
        meters.computeIfAbsent(reading.prosumer(), RecentMeter::new).put(reading);
    }

    /** All that have ever had a reading here. */
    Set<ProsumerId> meters() {
        return meters.keySet();
    }

    /** The readings of a meter; of one that has none, an empty list that is not to be changed. */
    RecentMeter of(ProsumerId meter) {
        return meters.getOrDefault(meter, NONE);
    }

    Optional<Instant> oldest() {
        return meters.values().stream()
                .flatMap(meter -> meter.oldest().stream())
                .min(Instant::compareTo);
    }

    /** Takes the readings of all meters that hold in some of {@code [from, to)}. */
    void overlapping(Instant from, Instant to, Consumer<MeterReading> taker) {
        meters.values().forEach(meter -> meter.overlapping(from, to).forEach(taker));
    }
}
