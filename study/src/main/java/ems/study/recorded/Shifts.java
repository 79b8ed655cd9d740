package ems.study.recorded;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

import ems.market.party.EnergyInventory;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Abandonment;
import ems.market.record.Exchange;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.PeriodRecord;
import ems.market.record.VehicleStanding;

import static java.util.Objects.requireNonNull;

/**
 * What cars held more in the other market than in the one that was, mJ, sample by sample: a measurement of that instant shifts by
 * it. Differences from long before a car last stood are forgotten, as nobody asks for them any more: one earlier than those has the
 * oldest that is kept.
 */
final class Shifts implements MeasuredOtherwise.Shift {

    /** A market looks back on reports of a day before a car last stood. */
    private static final Duration KEPT = Duration.ofDays(2);

    private final Map<VehicleId, NavigableMap<Instant, Long>> shifts = new HashMap<>();
    private final Set<VehicleId> shortened = new HashSet<>();
    private Map<VehicleId, EnergyInventory> nowHeld = Map.of();
    private Map<VehicleId, EnergyInventory> thenHeld = Map.of();

    @Override
    public long at(VehicleId vehicle, Instant instant) {
        var known = shifts.get(vehicle);
        if (known == null) {
            return 0;
        }
        var shift = known.floorEntry(instant);
        if (shift == null && shortened.contains(vehicle)) {
            shift = known.firstEntry();
        }
        return shift == null ? 0 : requireNonNull(shift.getValue());
    }

    private void put(VehicleId vehicle, Instant at, long more) {
        if (more != at(vehicle, at)) {
            shifts.computeIfAbsent(vehicle, first -> new TreeMap<>()).put(at, more);
        }
    }

    /** A period starts. Both hold the same cars. */
    void begin(Instant start, Map<VehicleId, EnergyInventory> now, Map<VehicleId, EnergyInventory> then) {
        nowHeld = new HashMap<>(now);
        thenHeld = new HashMap<>(then);
        putAll(start);
    }

    private void putAll(Instant at) {
        thenHeld.forEach((vehicle, held) -> put(vehicle, at, more(held, requireNonNull(nowHeld.get(vehicle)))));
    }

    /** After what they drove or charged before the period. */
    private static void collected(PeriodRecord period, Map<VehicleId, EnergyInventory> held) {
        period.all(VehicleStanding.class).forEach(standing -> held.put(standing.vehicle(), standing.inventory()));
    }

    private static long more(EnergyInventory then, EnergyInventory now) {
        return then.energy().millijoules() - now.energy().millijoules();
    }

    /** The period that began has run in both: what differs in its samples. One that was abandoned books no exchange. */
    void add(PeriodRecord now, PeriodRecord then) {
        if (now.first(Abandonment.class).isPresent()) {
            return;
        }
        var period = now.key().period();
        collected(now, nowHeld);
        collected(then, thenHeld);
        putAll(period.start().plusNanos(1));
        Map<VehicleId, long[]> moved = new HashMap<>();
        moved(then, 1, moved);
        moved(now, -1, moved);
        moved.forEach((vehicle, samples) -> {
            long more = at(vehicle, period.start().plusNanos(1));
            for (int sample = 0; sample < MatchingPeriod.SAMPLES; sample++) {
                more = Math.addExact(more, samples[sample]);
                put(vehicle, period.sampleStart(sample).plus(MatchingPeriod.SAMPLE), more);
            }
        });
    }

    private static void moved(PeriodRecord period, int sign, Map<VehicleId, long[]> moved) {
        for (Exchange exchange : period.all(Exchange.class)) {
            var vehicle = period.match(exchange.match()).map(Match::vehicle).orElseThrow();
            long more = exchange.energy().millijoules() * (exchange.flow() == Flow.STORED ? sign : -sign);
            moved.computeIfAbsent(vehicle, first -> new long[MatchingPeriod.SAMPLES])[exchange.sample()] += more;
        }
    }

    /** @param standings the period in which each car stood last */
    void forget(Map<VehicleId, MatchingPeriod> standings) {
        shifts.forEach((vehicle, known) -> {
            var stood = standings.get(vehicle);
            var first = stood == null ? null : known.floorKey(stood.start().minus(KEPT));
            if (first != null && !first.equals(known.firstKey())) {
                known.headMap(first, false).clear();
                shortened.add(vehicle);
            }
        });
    }

    /** How many differences are kept. */
    int size() {
        return shifts.values().stream().mapToInt(NavigableMap::size).sum();
    }
}
