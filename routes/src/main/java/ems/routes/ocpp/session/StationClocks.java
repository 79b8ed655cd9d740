package ems.routes.ocpp.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far the clocks of stations run before ours, as the newest stamps of their messages show: a message that waited shows less, and none
 * shows more.
 */
public final class StationClocks {

    /** Less than this is the way of the message. */
    private static final Duration SMALL = Duration.ofSeconds(2);

    private final Map<String, Duration> ahead = new ConcurrentHashMap<>();

    /** A station has connected: its clock may have been set. */
    public void forget(String station) {
        ahead.remove(station);
    }

    public void seen(String station, Instant stamp, Instant receivedAt) {
        ahead.merge(
                station, Duration.between(receivedAt, stamp), (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    /** An instant of ours by the station's clock. */
    public Instant there(String station, Instant here) {
        var difference = ahead.getOrDefault(station, Duration.ZERO);
        return difference.abs().compareTo(SMALL) <= 0 ? here : here.plus(difference);
    }
}
