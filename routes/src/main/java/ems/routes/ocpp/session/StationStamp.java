package ems.routes.ocpp.session;

import java.time.Instant;

/**
 * An instant that a station tells.
 *
 * @param stamp by the station's clock
 * @param at when it counts here: what is said of the future holds from now on, since nothing that is true later would be newer
 */
public record StationStamp(Instant stamp, Instant at) {

    boolean isOfTheFuture() {
        return at.isBefore(stamp);
    }
}
