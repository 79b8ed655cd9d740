package ems.study.recorded;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.telemetry.ChargerReadings;
import ems.market.telemetry.Readings;
import ems.market.telemetry.StatusHistory;
import ems.market.telemetry.VehicleReport;
import ems.market.telemetry.VehicleStatus;

/**
 * What cars would have reported if they had traded otherwise: a battery's measurement shifts by what it holds more or less than it
 * did, within empty and full. All else is what was reported.
 *
 * @param shift what an EV would have held more
 * @param capacity of an EV's battery
 */
record MeasuredOtherwise(Readings reported, Shift shift, Function<VehicleId, Energy> capacity) implements Readings {

    /** What an EV would have held more. */
    @FunctionalInterface
    interface Shift {

        /** @return mJ; below 0: less */
        long at(VehicleId vehicle, Instant instant);
    }

    @Override
    public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
        return reported.metered(prosumer, sampleStart);
    }

    @Override
    public ChargerReadings chargers() {
        return reported.chargers();
    }

    @Override
    public boolean pluggedIn(VehicleId vehicle, Instant instant) {
        return reported.pluggedIn(vehicle, instant);
    }

    @Override
    public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
        return shifted(vehicle, reported.report(vehicle, after, upTo), after, upTo);
    }

    @Override
    public Map<VehicleId, VehicleReport> reports(Collection<VehicleId> of, Instant after, Instant upTo) {
        Map<VehicleId, VehicleReport> reports = new HashMap<>(reported.reports(of, after, upTo));
        reports.replaceAll((vehicle, report) -> shifted(vehicle, report, after, upTo));
        return reports;
    }

    @Override
    public StatusHistory history(VehicleId vehicle, Instant after, Instant upTo) {
        var history = reported.history(vehicle, after, upTo);
        return new StatusHistory(shifted(history.earlier()), shifted(history.counted()));
    }

    /** Samples and places alone are asked of it. */
    @Override
    public Readings during(MatchingPeriod period, Collection<? extends Party> parties) {
        return new MeasuredOtherwise(reported.during(period, parties), shift, capacity);
    }

    private VehicleReport shifted(VehicleId vehicle, VehicleReport report, Instant after, Instant upTo) {
        if (report.stored().isEmpty()) {
            return report;
        }
        var measured = history(vehicle, after, upTo).counted().stream()
                .flatMap(status -> status.stored().stream())
                .reduce((earlier, later) -> later);
        return new VehicleReport(report.lastSeen(), report.pluggedIn(), report.driven(), measured);
    }

    private List<VehicleStatus> shifted(List<VehicleStatus> statuses) {
        return statuses.stream()
                .map(status -> new VehicleStatus(
                        status.vehicle(),
                        status.at(),
                        status.pluggedIn(),
                        status.driven(),
                        status.stored().map(stored -> shifted(status, stored))))
                .toList();
    }

    private Energy shifted(VehicleStatus status, Energy stored) {
        long moved = shift.at(status.vehicle(), status.at());
        if (moved == 0) {
            return stored;
        }
        long full =
                Math.max(stored.millijoules(), capacity.apply(status.vehicle()).millijoules());
        return new Energy(Math.max(0, Math.min(full, Math.addExact(stored.millijoules(), moved))));
    }
}
