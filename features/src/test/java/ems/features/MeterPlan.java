package ems.features;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import ems.market.quantity.Power;

/** What a home's meter will measure: a power that holds until the next one, and readings that never arrive. */
public final class MeterPlan {

    /** Production less consumption, as two powers of which one is nothing. */
    public record Net(Power production, Power consumption) {}

    private final TreeMap<Instant, Net> from = new TreeMap<>();
    private final Set<Instant> missing = new HashSet<>();

    public void toSpare(Instant since, Power surplus) {
        from.put(since, new Net(surplus, Power.ZERO));
    }

    public void needs(Instant since, Power demand) {
        from.put(since, new Net(Power.ZERO, demand));
    }

    public void misses(Instant sampleStart) {
        missing.add(sampleStart);
    }

    /** What it sends for the sample that starts then; empty if it sends nothing. */
    Optional<Net> reading(Instant sampleStart) {
        return missing.contains(sampleStart)
                ? Optional.empty()
                : Optional.ofNullable(from.floorEntry(sampleStart)).map(Map.Entry::getValue);
    }
}
