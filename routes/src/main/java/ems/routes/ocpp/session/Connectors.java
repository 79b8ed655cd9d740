package ems.routes.ocpp.session;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import ems.routes.ocpp.table.Plug;

/** Which connectors of an EVSE are occupied, by their newest news: one car stands there if any is. */
final class Connectors {

    private static final int MOST = 100;

    private final Map<Plug, Map<Integer, News>> evses = new HashMap<>();

    private record News(boolean occupied, Instant at) {}

    /**
     * Whether the EVSE is occupied, now that this is known.
     *
     * @param connector empty: what is said holds for the whole EVSE
     */
    synchronized boolean isOccupied(Plug evse, Optional<Integer> connector, boolean occupied, Instant at) {
        var connectors = evses.computeIfAbsent(evse, first -> new HashMap<>());
        if (connector.isEmpty()) {
            connectors.values().removeIf(news -> !occupied && !news.at().isAfter(at));
            return occupied;
        }
        if (connectors.size() < MOST || connectors.containsKey(connector.get())) {
            connectors.merge(
                    connector.get(),
                    new News(occupied, at),
                    (old, said) -> old.at().isAfter(at) ? old : said);
        }
        return connectors.values().stream().anyMatch(News::occupied);
    }
}
