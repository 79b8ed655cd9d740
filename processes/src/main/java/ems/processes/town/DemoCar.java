package ems.processes.town;

import java.time.Instant;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.routes.ocpp.simulated.SimulatedCar;
import ems.study.demo.DemoFleet;
import ems.study.scenario.ScenarioFile;

/** A car of the demonstration at a charging station: where {@code ./ems run} would have it, and what it would drive. */
public final class DemoCar implements SimulatedCar {

    private static final long REPORTS_EVERY = DemoFleet.REPORTS_EVERY.toSeconds();

    private final VehicleId id;
    private final DemoFleet fleet;

    /** @throws IllegalArgumentException if the demonstration has no such car */
    public DemoCar(VehicleId id) {
        this.id = id;
        this.fleet = DemoFleet.with(id, ScenarioFile.find("demo").scenario().seed());
    }

    @Override
    public boolean isPluggedIn(Instant at) {
        return fleet.status(id, report(at)).pluggedIn();
    }

    @Override
    public Energy driven(Instant from, Instant to) {
        var driven = Energy.ZERO;
        for (var at = report(from).plusSeconds(REPORTS_EVERY); !at.isAfter(to); at = at.plusSeconds(REPORTS_EVERY)) {
            driven = driven.plus(fleet.status(id, at).driven());
        }
        return driven;
    }

    /** The latest one up to then. */
    private static Instant report(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), REPORTS_EVERY) * REPORTS_EVERY);
    }
}
