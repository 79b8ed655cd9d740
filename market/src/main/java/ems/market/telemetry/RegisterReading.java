package ems.market.telemetry;

import java.time.Instant;
import java.util.Optional;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;

/**
 * What the registers of a vehicle's charger show at an instant: energy since some instant in the past, so that differences count.
 *
 * @param at to a millisecond, by the charger's clock
 * @param stored into the vehicle; empty: the charger does not say
 * @param released out of the vehicle; empty: the charger does not say, or has no such register
 */
public record RegisterReading(VehicleId vehicle, Instant at, Optional<Energy> stored, Optional<Energy> released) {

    public RegisterReading {
        if (stored.isEmpty() && released.isEmpty()) {
            throw new IllegalArgumentException("a reading of a charger at " + at + " shows no register");
        }
    }
}
