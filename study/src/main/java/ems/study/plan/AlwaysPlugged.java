package ems.study.plan;

import java.time.Instant;
import java.util.Optional;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MeteredEnergy;
import ems.market.telemetry.Readings;
import ems.market.telemetry.VehicleReport;

/** The same homes, beside cars that never leave their charging points. */
record AlwaysPlugged(Readings readings) implements Readings {

    @Override
    public Optional<MeteredEnergy> metered(ProsumerId prosumer, Instant sampleStart) {
        return readings.metered(prosumer, sampleStart);
    }

    @Override
    public boolean pluggedIn(VehicleId vehicle, Instant instant) {
        return true;
    }

    @Override
    public VehicleReport report(VehicleId vehicle, Instant after, Instant upTo) {
        return new VehicleReport(Optional.of(upTo), true, Energy.ZERO, Optional.empty());
    }
}
