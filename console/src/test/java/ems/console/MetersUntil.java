package ems.console;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.Power;
import ems.market.telemetry.Readings;
import ems.market.telemetry.VehicleReport;

/**
 * Meters that show the same power in each sample, and nothing from an instant on.
 *
 * @param watts by prosumer, above 0: surplus; a prosumer that is missing has no reading
 * @param end first instant without readings
 * @param away vehicles on the road
 */
record MetersUntil(Instant end, Map<String, Integer> watts, Set<VehicleId> away) implements Readings {

    static MetersUntil sunny(Instant end) {
        return new MetersUntil(
                end,
                Map.of("L1", 2_860, "L2", -412, "L3", -1_905, "R2", 3, "Z0", 4_318),
                Set.of(FiveHomes.ON_THE_ROAD.id()));
    }

    MetersUntil without(String prosumer) {
        return with(prosumer, null);
    }

    MetersUntil with(String prosumer, Integer power) {
        var changed = new HashMap<>(watts);
        changed.compute(prosumer, (name, before) -> power);
        return new MetersUntil(end, changed, away);
    }

    @Override
    public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
        return sampleStart.isBefore(end)
                ? Optional.ofNullable(watts.get(prosumer.text())).map(MetersUntil::metered)
                : Optional.empty();
    }

    private static MeteredEnergy metered(int watts) {
        var energy = Energy.of(new Power(Math.abs(watts) * 1_000L), MatchingPeriod.SAMPLE);
        return watts < 0 ? new MeteredEnergy(Energy.ZERO, energy) : new MeteredEnergy(energy, Energy.ZERO);
    }

    @Override
    public boolean pluggedIn(VehicleId vehicle, Instant instant) {
        return !away.contains(vehicle);
    }

    @Override
    public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
        return new VehicleReport(
                Optional.of(upTo.minus(Duration.ofSeconds(20))),
                pluggedIn(vehicle, upTo),
                Energy.ZERO,
                Optional.empty());
    }
}
