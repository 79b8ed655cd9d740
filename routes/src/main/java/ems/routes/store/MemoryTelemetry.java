package ems.routes.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.NetEnergy;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.StatusHistory;
import ems.market.telemetry.TelemetryStore;
import ems.market.telemetry.VehicleReport;
import ems.market.telemetry.VehicleStatus;

/**
 * A study's telemetry: filled by one thread, then handed to others and only read. Where readings overlap, the one that
 * came in last counts.
 */
public final class MemoryTelemetry implements TelemetryStore {

    private final Map<ProsumerId, MeterHistory> meters = new HashMap<>();
    private final Map<VehicleId, VehicleHistory> vehicles = new HashMap<>();

    /** @throws IllegalArgumentException if it lies more than 400 days from the meter's first reading */
    @Override
    public void accept(MeterReading reading) {
        var history = meters.get(reading.prosumer());
        if (history == null) {
            history = new MeterHistory(reading.at());
            meters.put(reading.prosumer(), history);
        }
        history.hold(reading);
    }

    @Override
    public void accept(VehicleStatus status) {
        vehicles.computeIfAbsent(status.vehicle(), first -> new VehicleHistory())
                .add(status);
    }

    @Override
    public boolean contradicts(MeterReading reading) {
        var history = meters.get(reading.prosumer());
        return history != null && history.contradicts(reading);
    }

    @Override
    public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
        var history = meters.get(prosumer);
        return history == null ? Optional.empty() : Optional.ofNullable(history.at(sampleStart));
    }

    @Override
    public Optional<NetEnergy> sample(ProsumerId prosumer, Instant sampleStart) {
        var history = meters.get(prosumer);
        return history == null ? Optional.empty() : Optional.ofNullable(history.net(sampleStart));
    }

    @Override
    public Optional<MeteredEnergy> metered(ProsumerId prosumer, MatchingPeriod period) {
        var history = meters.get(prosumer);
        return history == null ? Optional.empty() : Optional.ofNullable(history.during(period));
    }

    @Override
    public boolean pluggedIn(VehicleId vehicle, Instant instant) {
        var history = vehicles.get(vehicle);
        return history != null && history.pluggedIn(instant);
    }

    @Override
    public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
        var history = vehicles.get(vehicle);
        return history == null
                ? new VehicleReport(Optional.empty(), false, Energy.ZERO, Optional.empty())
                : history.report(after, upTo);
    }

    @Override
    public StatusHistory history(VehicleId vehicle, Instant after, Instant upTo) {
        var history = vehicles.get(vehicle);
        return history == null ? StatusHistory.NONE : history.history(after, upTo);
    }
}
