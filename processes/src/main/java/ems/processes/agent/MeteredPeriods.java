package ems.processes.agent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.NetEnergy;
import ems.market.telemetry.MeterReading;

/** What a meter measured, sample by sample, of the last periods, and which of them it has measured whole. */
final class MeteredPeriods {

    /** As many as an agent may still hear of. */
    private static final int KEPT = 120;

    private final NavigableMap<MatchingPeriod, @Nullable MeteredEnergy[]> samples = new TreeMap<>();
    private Optional<MatchingPeriod> lastWhole = Optional.empty();

    /** @return the periods that it makes whole, oldest first; one before the last whole one stays as it is */
    List<MatchingPeriod> add(MeterReading reading) {
        List<MatchingPeriod> whole = new ArrayList<>();
        for (Instant at = reading.at(); at.isBefore(reading.end()); at = at.plus(MatchingPeriod.SAMPLE)) {
            var period = MatchingPeriod.containing(at);
            if (lastWhole.isPresent() && !lastWhole.get().isBefore(period)) {
                continue;
            }
            var six = samples.computeIfAbsent(period, none -> new MeteredEnergy[MatchingPeriod.SAMPLES]);
            int sample =
                    (int) ((at.getEpochSecond() - period.start().getEpochSecond()) / MatchingPeriod.SAMPLE.toSeconds());
            if (six[sample] == null) {
                six[sample] = reading.perSample();
            }
            if (Arrays.stream(six).allMatch(Objects::nonNull)) {
                whole.add(period);
                lastWhole = Optional.of(period);
            }
        }
        while (samples.size() > KEPT) {
            samples.pollFirstEntry();
        }
        return whole;
    }

    /** What was measured in a period that is whole. */
    MeteredEnergy energy(MatchingPeriod period) {
        var sum = MeteredEnergy.NOTHING;
        for (MeteredEnergy sample : Objects.requireNonNull(samples.get(period))) {
            sum = sum.plus(Objects.requireNonNull(sample));
        }
        return sum;
    }

    /**
     * What may be stated of a period that has ended, sample by sample: nothing of one that was not measured, as an agent that was started in
     * the middle has not measured the first ones; empty: it has not ended, or is forgotten.
     */
    Optional<List<NetEnergy>> stated(MatchingPeriod period) {
        var six = samples.get(period);
        return six == null || six[MatchingPeriod.SAMPLES - 1] == null
                ? Optional.empty()
                : Optional.of(Arrays.stream(six)
                        .map(sample -> sample == null ? NetEnergy.BALANCED : sample.net())
                        .toList());
    }

    /** @param sample 0 to 5; empty if it was not measured, or is forgotten */
    Optional<NetEnergy> net(MatchingPeriod period, int sample) {
        var six = samples.get(period);
        return six == null ? Optional.empty() : Optional.ofNullable(six[sample]).map(MeteredEnergy::net);
    }
}
