package ems.routes.ocpp.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How far the clocks of stations run before ours, as the stamps of their messages of the last 10 to 20 minutes show: a message that waited
 * shows less, and what one shows too much is forgotten then.
 */
public final class StationClocks {

    /** Less than this is the way of the message. */
    private static final Duration SMALL = Duration.ofSeconds(2);

    private static final Duration TURN = Duration.ofMinutes(10);

    private final Map<String, Lead> leads = new ConcurrentHashMap<>();

    /** @param before of the turn before; empty: there was none, or it is long ago */
    private record Lead(Instant since, Duration most, Optional<Duration> before) {

        private Lead with(Duration shown, Instant now) {
            if (now.isBefore(since.plus(TURN))) {
                return new Lead(since, longer(most, shown), before);
            }
            return new Lead(
                    now, shown, now.isBefore(since.plus(TURN.multipliedBy(2))) ? Optional.of(most) : Optional.empty());
        }

        private Duration ahead() {
            return before.map(older -> longer(older, most)).orElse(most);
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) >= 0 ? one : other;
        }
    }

    /** A station has connected or started: its clock may have been set. */
    public void forget(String station) {
        leads.remove(station);
    }

    public void seen(String station, Instant stamp, Instant receivedAt) {
        var shown = Duration.between(receivedAt, stamp);
        leads.compute(
                station,
                (key, known) ->
                        known == null ? new Lead(receivedAt, shown, Optional.empty()) : known.with(shown, receivedAt));
    }

    /** An instant of ours by the station's clock. */
    public Instant there(String station, Instant here) {
        var lead = leads.get(station);
        var difference = lead == null ? Duration.ZERO : lead.ahead();
        return difference.abs().compareTo(SMALL) <= 0 ? here : here.plus(difference);
    }
}
