package ems.routes.ocpp.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import ems.market.quantity.MatchingPeriod;

/**
 * What a station's time means at ours.
 *
 * @param ahead how far a station's clock may run before ours
 * @param grace how long after a period's end it is measured
 */
public record StationTimes(InstantSource clock, Duration ahead, Duration grace) {

    Instant now() {
        return clock.instant();
    }

    boolean isFuture(Instant at) {
        return at.isAfter(now().plus(ahead));
    }

    /** Read once of each call: whoever acts on it asks the stamp. */
    StationStamp stamp(Instant told) {
        return new StationStamp(told, isFuture(told) ? now() : told);
    }

    /** Whether its period has been measured. */
    boolean isLate(Instant at) {
        return !now().isBefore(MatchingPeriod.containing(at).end().plus(grace));
    }
}
