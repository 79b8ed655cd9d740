package ems.routes.ocpp.simulated;

import java.time.Instant;

import ems.market.quantity.Energy;

/** Port: where a simulated car is, and what it drives. */
public interface SimulatedCar {

    boolean isPluggedIn(Instant at);

    /** What it drove from then on until now. */
    Energy driven(Instant from, Instant to);
}
