package ems.market.horizon;

import java.math.BigInteger;

import ems.market.party.FleetFill;
import ems.market.quantity.Energy;

/**
 * The EVs of a replayed day: those that stand by, equally full, and those that left with their share of the energy and may bring it
 * back. Whoever comes and goes, what is held changes by what is traded and by what new EVs bring.
 */
final class ReplayFleet {

    private FleetFill here;
    private FleetFill away = FleetFill.NONE;

    ReplayFleet(FleetFill start) {
        this.here = start;
    }

    FleetFill here() {
        return here;
    }

    /** With those that are away. */
    FleetFill all() {
        return sum(here, away);
    }

    /**
     * Some leave, or some return, until as many stand by as were recorded. Where more come than are away, the others are as full as the
     * recorded fleet, under whatever prices.
     */
    void comeAndGo(FleetFill recorded) {
        Energy leaving = here.capacity().minusOrZero(recorded.capacity());
        Energy coming = recorded.capacity().minusOrZero(here.capacity());
        Energy returning = coming.min(away.capacity());
        FleetFill leavers = share(here, leaving);
        FleetFill returners = share(away, returning);
        here = sum(difference(here, leavers), sum(returners, share(recorded, coming.minus(returning))));
        away = sum(difference(away, returners), leavers);
    }

    /** @throws IllegalArgumentException if there is no room for it, or not as much to release */
    void move(Energy stored, Energy released) {
        here = new FleetFill(here.held().plus(stored).minus(released), here.capacity());
    }

    /** What this much of the capacity holds if all of it is equally full, rounded down. */
    private static FleetFill share(FleetFill fleet, Energy capacity) {
        if (capacity.isZero()) {
            return FleetFill.NONE;
        }
        long held = BigInteger.valueOf(fleet.held().millijoules())
                .multiply(BigInteger.valueOf(capacity.millijoules()))
                .divide(BigInteger.valueOf(fleet.capacity().millijoules()))
                .longValueExact();
        return new FleetFill(new Energy(held), capacity);
    }

    private static FleetFill sum(FleetFill fleet, FleetFill other) {
        return new FleetFill(fleet.held().plus(other.held()), fleet.capacity().plus(other.capacity()));
    }

    private static FleetFill difference(FleetFill fleet, FleetFill part) {
        return new FleetFill(fleet.held().minus(part.held()), fleet.capacity().minus(part.capacity()));
    }
}
