package ems.routes.ocpp.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;
import ems.routes.ocpp.table.Chargers;
import ems.routes.ocpp.table.Plug;

/**
 * What an operator should know of a station, among the refused messages: of each plug and kind at most one in ten minutes, so that a
 * station which has the wrong time does not bury the rest.
 */
public final class Letters {

    private static final String DOOR = "charging-stations";
    private static final Duration QUIET = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 10_000;

    private final Chargers chargers;
    private final Function<GridId, Optional<DeadLetters>> boxes;
    private final DeadLetters ofNoGrid;
    private final InstantSource clock;
    private final Map<Subject, Instant> written = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, Instant> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Subject(Plug plug, String kind) {}

    /** @param boxes of the grids that are open */
    public Letters(
            Chargers chargers,
            Function<GridId, Optional<DeadLetters>> boxes,
            DeadLetters ofNoGrid,
            InstantSource clock) {
        this.chargers = chargers;
        this.boxes = boxes;
        this.ofNoGrid = ofNoGrid;
        this.clock = clock;
    }

    /**
     * @param kind of complaint, a word
     * @param text what came in
     */
    public void write(Plug plug, String kind, String text, String reason) {
        var now = clock.instant();
        synchronized (this) {
            var subject = new Subject(plug, kind);
            var before = written.get(subject);
            if (before != null && now.isBefore(before.plus(QUIET))) {
                return;
            }
            written.remove(subject);
            written.put(subject, now);
        }
        chargers.at(plug)
                .flatMap(charger -> boxes.apply(charger.grid()))
                .orElse(ofNoGrid)
                .add(new DeadLetter(DOOR, now, text, plug + ": " + reason));
    }
}
