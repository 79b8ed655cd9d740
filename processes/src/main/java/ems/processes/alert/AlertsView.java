package ems.processes.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Alerts of a grid and of the whole market.
 *
 * @param clock the machine's, by which alerts and silences go
 * @param alerts by kind; a kind of which nothing is wrong has one row
 * @param channels by which people are told; none: the pages alone tell
 * @param whyNot why who asks may not silence them; empty if they may
 */
public record AlertsView(Instant clock, List<Row> alerts, List<Channel> channels, Optional<String> whyNot) {

    /** How one stands. */
    public enum State {
        QUIET,
        /** It is wrong, and has not lasted so long that anybody is told. */
        WAITING,
        FIRING
    }

    /**
     * One alert.
     *
     * @param alert as Prometheus calls it
     * @param severity {@code page} or {@code ticket}
     * @param part the step or target that it is about; empty: there is only one
     * @param words what is wrong; of a quiet one: when it would fire
     * @param advice what to do; empty of a quiet one
     * @param since empty of a quiet one
     */
    public record Row(
            String alert,
            String severity,
            State state,
            String part,
            String words,
            String advice,
            Optional<Instant> since,
            Optional<SilenceView> silence) {}

    /**
     * A silence that holds.
     *
     * @param person and {@code reason}: as the trail has them
     */
    public record SilenceView(Instant until, long trail, String person, String reason) {}

    /**
     * A way by which people are told.
     *
     * @param to where it leads
     * @param sent messages that arrived since the market's start
     * @param waiting messages that did not arrive yet
     * @param dropped messages that were the oldest of too many
     * @param trouble why the next one does not arrive; empty: it does
     */
    public record Channel(String name, String to, long sent, int waiting, long dropped, Optional<String> trouble) {}
}
