package ems.market.telemetry;

import java.util.Optional;

import ems.market.quantity.Energy;

/**
 * What a charger moved in some time, by its registers.
 *
 * @param stored into the vehicle; empty: not known
 * @param released out of the vehicle; empty: not known
 */
public record ChargedEnergy(Optional<Energy> stored, Optional<Energy> released) {

    public static final ChargedEnergy UNKNOWN = new ChargedEnergy(Optional.empty(), Optional.empty());
}
