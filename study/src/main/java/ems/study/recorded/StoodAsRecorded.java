package ems.study.recorded;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
 * What was reported, save where cars stood as a period started: that is as the period recorded it. A report of that instant or before
 * that came in after the market had asked is kept, too, and the market did not know it.
 */
record StoodAsRecorded(Readings reported, RecordedInputs period) implements Readings {

    @Override
    public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
        return reported.metered(prosumer, sampleStart);
    }

    @Override
    public boolean pluggedIn(VehicleId vehicle, Instant instant) {
        return reported.pluggedIn(vehicle, instant);
    }

    @Override
    public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
        return asRecorded(vehicle, reported.report(vehicle, after, upTo), upTo);
    }

    @Override
    public Map<VehicleId, VehicleReport> reports(Collection<VehicleId> of, Instant after, Instant upTo) {
        Map<VehicleId, VehicleReport> reports = new HashMap<>(reported.reports(of, after, upTo));
        reports.replaceAll((vehicle, report) -> asRecorded(vehicle, report, upTo));
        return reports;
    }

    private VehicleReport asRecorded(VehicleId vehicle, VehicleReport report, Instant upTo) {
        if (!upTo.equals(period.start())) {
            return report;
        }
        if (period.isUnseen(vehicle)) {
            return new VehicleReport(Optional.empty(), false, report.driven(), report.stored());
        }
        return period.standing(vehicle)
                .map(stood -> new VehicleReport(
                        Optional.of(upTo.minus(stood.statusAge())),
                        stood.pluggedIn(),
                        report.driven(),
                        report.stored()))
                .orElse(report);
    }

    @Override
    public StatusHistory history(VehicleId vehicle, Instant after, Instant upTo) {
        return reported.history(vehicle, after, upTo);
    }

    @Override
    public ChargerReadings chargers() {
        return reported.chargers();
    }

    /** Samples and places alone are asked of it. */
    @Override
    public Readings during(MatchingPeriod of, Collection<? extends Party> parties) {
        return new StoodAsRecorded(reported.during(of, parties), period);
    }
}
