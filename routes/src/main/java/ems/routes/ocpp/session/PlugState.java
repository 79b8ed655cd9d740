package ems.routes.ocpp.session;

import java.time.Instant;
import java.util.Optional;

import ems.market.quantity.Energy;

/**
 * What is known of a plug and its car.
 *
 * @param pluggedIn as said at {@code toldAt}
 * @param toldAt by the station's clock; what was true earlier changes nothing
 * @param stored the battery's last measurement
 * @param leftWith what the car held as it was plugged out, until it is known what it came back with
 * @param reportedAt instant of the last report to the market
 */
public record PlugState(
        boolean pluggedIn, Instant toldAt, Optional<Energy> stored, Optional<Energy> leftWith, Instant reportedAt) {

    public static final PlugState UNKNOWN =
            new PlugState(false, Instant.EPOCH, Optional.empty(), Optional.empty(), Instant.EPOCH);

    /** Plugged in or out; the car leaves with what it was last seen with. */
    PlugState told(boolean in, Instant at) {
        boolean leaves = pluggedIn && !in;
        return new PlugState(in, at, leaves ? Optional.empty() : stored, leaves ? stored : leftWith, reportedAt);
    }

    /** The battery says what it holds: what it left with is accounted for. */
    PlugState measured(Energy now) {
        return new PlugState(pluggedIn, toldAt, Optional.of(now), Optional.empty(), reportedAt);
    }

    PlugState reported(Instant at) {
        return new PlugState(pluggedIn, toldAt, stored, leftWith, at);
    }
}
