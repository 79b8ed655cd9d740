package ems.routes.ocpp.session;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jboss.logging.Logger;

import ems.market.party.GridId;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.DeadLetters;
import ems.routes.ocpp.table.Charger;
import ems.routes.ocpp.table.Chargers;
import ems.routes.ocpp.table.Plug;

/**
 * What an operator should know of a station, among the refused messages: of each plug and kind at most one in ten minutes, so that a
 * station which has the wrong time does not bury the rest.
 */
public final class Letters {

    private static final Logger LOG = Logger.getLogger("ems.ocpp");
    private static final String DOOR = "charging-stations";
    /** Of plugs and kinds of complaint. */
    private static final int MOST = 10_000;
    /** A stranger can make up identities without end. */
    private static final int MOST_STRANGERS = 20;

    private final Chargers chargers;
    private final Function<GridId, Optional<DeadLetters>> boxes;
    private final DeadLetters ofNoGrid;
    private final InstantSource clock;
    private final QuietTimes<Subject> complaints = new QuietTimes<>(MOST);
    private final QuietTimes<String> strangers = new QuietTimes<>(MOST_STRANGERS);

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
        if (complaints.isNews(new Subject(plug, kind), now)) {
            box(plug).add(new DeadLetter(DOOR, now, text, plug + ": " + reason));
        }
    }

    /** Somebody who said to be the station was not let in. */
    void refuse(String station, String reason) {
        var plug = new Plug(station, 0);
        var now = clock.instant();
        boolean isStranger = chargers.login(station).isEmpty();
        if (isStranger ? strangers.isNews(station, now) : complaints.isNews(new Subject(plug, "login"), now)) {
            LOG.warnf("OCPP: station %s: %s", station, reason);
            box(plug).add(new DeadLetter(DOOR, now, "", "station " + station + ": " + reason));
        }
    }

    /** That of the car at the plug, else of the station's other cars, else of the only grid whose cars stand at chargers. */
    private DeadLetters box(Plug plug) {
        return chargers.at(plug)
                .map(Charger::grid)
                .or(() -> onlyGrid(charger -> charger.plug().station().equals(plug.station())))
                .or(() -> onlyGrid(any -> true))
                .flatMap(boxes)
                .orElse(ofNoGrid);
    }

    private Optional<GridId> onlyGrid(Predicate<Charger> which) {
        var grids = chargers.all().stream()
                .filter(which)
                .map(Charger::grid)
                .distinct()
                .toList();
        return grids.size() == 1 ? Optional.of(grids.get(0)) : Optional.empty();
    }
}
