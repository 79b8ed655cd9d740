package ems.routes.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import ems.market.party.ProsumerId;
import ems.market.physics.PhysicalBounds;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;
import ems.routes.telemetry.GridStore.PowerSoFar;
import ems.routes.telemetry.Plausibility.Judgement;
import ems.routes.telemetry.Plausibility.Judgement.Believed;
import ems.routes.telemetry.Plausibility.Judgement.Doubted;
import ems.routes.telemetry.Plausibility.Judgement.Late;

/**
 * Bounds that homes without one of their own have shown by what they did so far: five times the highest power since the market started and in
 * the six hours of their readings before, and not below 25 kW. A reading above it waits until others agree: as many and for as long as {@link PhysicalBounds} says, none
 * more than twice another, and one of them lower than the one before: a register that is taken for a power never falls. What
 * waits is not kept. For one thread.
 */
final class LearntBounds {

    private static final int FACTOR = 5;
    /** A house at the fuse of one phase of 100 A. */
    private static final long LEAST_MILLIWATTS = 25_000_000;

    private static final Duration LONG_ENOUGH = Duration.ofHours(1);
    private static final Duration REMEMBERED = Duration.ofHours(6);

    /** An hour of samples. */
    private static final int MOST_WAITING = 360;

    private final GridStore store;
    private final PhysicalBounds bounds;
    private final Predicate<ProsumerId> bound;
    private final Map<ProsumerId, Optional<PowerSoFar>> known = new HashMap<>();
    private final Map<ProsumerId, List<MeterReading>> waiting = new HashMap<>();

    /** @param bound homes that have a bound of their own */
    LearntBounds(GridStore store, PhysicalBounds bounds, Predicate<ProsumerId> bound) {
        this.store = store;
        this.bounds = bounds;
        this.bound = bound;
    }

    /** @param reading that is believed otherwise */
    Judgement of(MeterReading reading) {
        var home = reading.prosumer();
        if (bound.test(home)) {
            return new Believed();
        }
        long power = Plausibility.higher(reading).milliwatts();
        var soFar = soFar(reading);
        long most = most(soFar, reading.at());
        if (power > most) {
            var others = waiting.computeIfAbsent(home, first -> new ArrayList<>());
            others.removeIf(other -> power > 2 * Plausibility.higher(other).milliwatts()
                    || 2 * power < Plausibility.higher(other).milliwatts());
            others.add(reading);
            others.sort(Comparator.comparing(MeterReading::at)); // they may come in in any order
            if (others.size() > MOST_WAITING) {
                others.remove(0);
            }
            if (!agree(others)) {
                return new Doubted(words(reading, new Power(most), others));
            }
        }
        waiting.remove(home);
        known.put(home, Optional.of(soFar.map(it -> it.and(power)).orElse(new PowerSoFar(power, reading.at()))));
        return new Believed();
    }

    /**
     * A reading of a time that is over: held against what the home has shown, and no example for it.
     *
     * @param reading that is believed otherwise
     */
    Judgement ofLate(MeterReading reading) {
        var home = reading.prosumer();
        var most = soFar(reading).filter(soFar -> !bound.test(home)).map(LearntBounds::most);
        return most.isPresent() && Plausibility.higher(reading).milliwatts() > most.get()
                ? new Doubted("suspect: " + Plausibility.power(reading) + " is above the "
                        + Plausibility.kilowatts(new Power(most.get())) + " kW that are believed of home " + home
                        + " late, five times its highest power so far; if it is true, post it to "
                        + CorrectionsRoute.PATH)
                : new Late();
    }

    /** A home that was doubted for longer than is looked back has kept readings from before: after a restart these count. */
    private Optional<PowerSoFar> soFar(MeterReading reading) {
        return known.computeIfAbsent(
                reading.prosumer(),
                home -> store.latest(home)
                        .map(last -> last.isBefore(reading.at()) ? last : reading.at())
                        .flatMap(last -> store.power(home, last.minus(REMEMBERED))));
    }

    private static long most(PowerSoFar soFar) {
        return Math.max(LEAST_MILLIWATTS, FACTOR * soFar.highest());
    }

    /** In mW. */
    private static long most(Optional<PowerSoFar> soFar, Instant now) {
        return soFar.filter(it -> Duration.between(it.since(), now).compareTo(LONG_ENOUGH) >= 0)
                .map(LearntBounds::most)
                .orElse(Long.MAX_VALUE);
    }

    private boolean agree(List<MeterReading> readings) {
        var last = readings.get(readings.size() - 1);
        return readings.size() >= bounds.agreeing()
                && Duration.between(readings.get(0).at(), last.at()).compareTo(bounds.agreeingFor()) >= 0
                && !isRegister(readings);
    }

    private static boolean isRegister(List<MeterReading> readings) {
        for (int i = 1; i < readings.size(); i++) {
            long before = Plausibility.higher(readings.get(i - 1)).milliwatts();
            if (Plausibility.higher(readings.get(i)).milliwatts() < before) {
                return false;
            }
        }
        return true;
    }

    private String words(MeterReading reading, Power most, List<MeterReading> others) {
        return "suspect: " + Plausibility.power(reading) + " is above the " + Plausibility.kilowatts(most)
                + " kW that are believed of home " + reading.prosumer()
                + " at once, five times its highest power so far; reading " + others.size() + " that says so; "
                + bounds.agreeing() + " that agree over " + bounds.agreeingFor().toSeconds()
                + " s are believed once one of them falls: a register never does";
    }
}
