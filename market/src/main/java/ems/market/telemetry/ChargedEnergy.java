package ems.market.telemetry;

import java.util.Optional;

import ems.market.quantity.Energy;
import ems.market.quantity.NetEnergy;

/**
 * What a charger moved in some time, by its registers.
 *
 * @param stored into the vehicle; empty: not known
 * @param released out of the vehicle; empty: not known
 */
public record ChargedEnergy(Optional<Energy> stored, Optional<Energy> released) {

    public static final ChargedEnergy UNKNOWN = new ChargedEnergy(Optional.empty(), Optional.empty());

    /** A charger that counts one direction only moves nothing in the other. */
    public boolean isKnown() {
        return stored.isPresent() || released.isPresent();
    }

    /**
     * The smaller of the two: what a home had to spare or lacked, and what the charger moved in that direction. The home's where the
     * charger told nothing.
     */
    public NetEnergy atMost(NetEnergy home) {
        if (!isKnown()) {
            return home;
        }
        var moved = (home.isSurplus() ? stored : released).orElse(Energy.ZERO);
        return new NetEnergy(home.direction(), home.energy().min(moved));
    }
}
