package ems.routes.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import ems.market.party.ElectricVehicle;
import ems.market.party.VehicleId;
import ems.market.physics.BatteryHistory;
import ems.market.physics.JudgedReports.Suspect;
import ems.market.physics.PhysicalBounds;
import ems.market.quantity.Energy;
import ems.market.telemetry.Readings;
import ems.market.telemetry.StatusHistory;
import ems.market.telemetry.VehicleStatus;

/**
 * Says at once which reports a vehicle's battery cannot have done since the ones before. The reports are kept all the same, and
 * the market decides as its next period starts: only its books know what was traded. For one thread.
 */
final class RateOfChange {

    private static final Duration LOOK_BACK = Duration.ofHours(1);
    /** As many of a vehicle that stays suspect. */
    private static final int MOST = 200;

    private final Readings store;
    private final PhysicalBounds bounds;
    private final Map<VehicleId, StatusHistory> known = new HashMap<>();

    RateOfChange(Readings store, PhysicalBounds bounds) {
        this.store = store;
        this.bounds = bounds;
    }

    /** @return why the report is suspect, if it is */
    Optional<String> doubt(ElectricVehicle vehicle, VehicleStatus status, Instant now) {
        var history = known.computeIfAbsent(
                vehicle.id(), first -> store.history(first, status.at().minus(LOOK_BACK), status.at()));
        List<VehicleStatus> counted = new ArrayList<>(history.counted());
        counted.add(status);
        var next = new StatusHistory(
                history.earlier(), counted.size() > MOST ? counted.subList(counted.size() - MOST, MOST + 1) : counted);
        var judged = BatteryHistory.judged(vehicle, first(next), next, now, bounds);
        if (judged instanceof Suspect suspect) {
            known.put(vehicle.id(), next);
            return Optional.of(suspect.reason());
        }
        List<VehicleStatus> all = new ArrayList<>(history.earlier());
        all.addAll(counted);
        known.put(vehicle.id(), StatusHistory.after(all, List.of()));
        return Optional.empty();
    }

    /** What it held at first: the last measurement before, or the first one after. */
    private static Energy first(StatusHistory history) {
        return history.earlier().stream()
                .flatMap(report -> report.stored().stream())
                .reduce((before, last) -> last)
                .or(() -> history.counted().stream()
                        .flatMap(report -> report.stored().stream())
                        .findFirst())
                .orElse(Energy.ZERO);
    }
}
