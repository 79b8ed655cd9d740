package ems.routes.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.telemetry.ChargerReadings;
import ems.market.telemetry.Readings;
import ems.market.telemetry.StatusHistory;
import ems.market.telemetry.VehicleReport;

/**
 * Answers about one period from messages that are fetched together, each kind when it is first asked for; all other
 * questions go to the store. For one thread.
 */
final class FetchedPeriod implements Readings {

    private final Readings store;
    private final KeptReadings readings;
    private final VehicleStatusTable statuses;
    private final MatchingPeriod period;
    private final Set<VehicleId> vehicles = new HashSet<>();
    private @Nullable Map<ProsumerId, SamplesOfAPeriod> samples;
    private @Nullable ChargerReadings chargers;
    private @Nullable Map<VehicleId, NavigableMap<Instant, Boolean>> places;

    FetchedPeriod(
            Readings store,
            KeptReadings readings,
            VehicleStatusTable statuses,
            MatchingPeriod period,
            Collection<? extends Party> parties) {
        this.store = store;
        this.readings = readings;
        this.statuses = statuses;
        this.period = period;
        for (Party party : parties) {
            if (party instanceof VehicleId vehicle) {
                vehicles.add(vehicle);
            }
        }
    }

    @Override
    public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
        if (!startsASample(sampleStart)) {
            return store.metered(prosumer, sampleStart);
        }
        if (samples == null) {
            samples = readings.samples(period);
        }
        var held = samples.get(prosumer);
        return held == null ? Optional.empty() : held.at(sampleStart);
    }

    private boolean startsASample(Instant instant) {
        return !instant.isBefore(period.start())
                && instant.isBefore(period.end())
                && instant.getNano() == 0
                && instant.getEpochSecond() % MatchingPeriod.SAMPLE.getSeconds() == 0;
    }

    @Override
    public ChargerReadings chargers() {
        if (chargers == null) {
            chargers = store.chargers().during(period, vehicles);
        }
        return chargers;
    }

    @Override
    public boolean pluggedIn(VehicleId vehicle, Instant instant) {
        if (!vehicles.contains(vehicle) || instant.isBefore(period.start()) || instant.isAfter(period.end())) {
            return store.pluggedIn(vehicle, instant);
        }
        if (places == null) {
            places = fetchPlaces();
        }
        var known = places.get(vehicle);
        var latest = known == null ? null : known.floorEntry(instant);
        return latest != null && latest.getValue();
    }

    @Override
    public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
        return store.report(vehicle, after, upTo);
    }

    @Override
    public StatusHistory history(VehicleId vehicle, Instant after, Instant upTo) {
        return store.history(vehicle, after, upTo);
    }

    /** Where each vehicle stands as the period starts, and what it reports within. */
    private Map<VehicleId, NavigableMap<Instant, Boolean>> fetchPlaces() {
        Map<VehicleId, NavigableMap<Instant, Boolean>> reported = new HashMap<>();
        for (var report : statuses.countedAfter(period.previous().start(), period.end())) {
            reported.computeIfAbsent(report.vehicle(), first -> new TreeMap<>()).put(report.at(), report.pluggedIn());
        }
        List<VehicleId> unknown = vehicles.stream()
                .filter(vehicle -> !isReportedJustBefore(reported.get(vehicle)))
                .toList();
        statuses.latestUpTo(unknown, period.start())
                .forEach((vehicle, standing) -> reported.computeIfAbsent(vehicle, first -> new TreeMap<>())
                        .put(standing.at(), standing.pluggedIn()));
        return reported;
    }

    /** All reports of the period before are fetched, but only the late ones of earlier periods. */
    private boolean isReportedJustBefore(@Nullable NavigableMap<Instant, Boolean> reported) {
        var latest = reported == null ? null : reported.floorKey(period.start());
        return latest != null && latest.isAfter(period.previous().start());
    }
}
