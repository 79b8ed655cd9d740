package ems.routes.ocpp.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import ems.routes.ocpp.session.ChargingStore.ConnectorNews;
import ems.routes.ocpp.table.Plug;

/**
 * Which connectors of an EVSE are occupied, by their newest news, which a restart leaves as they are: one car stands there if any is.
 */
final class Connectors {

    private static final int MOST = 100;

    private final ChargingStore store;
    private final StationTimes times;
    private final Map<Plug, Map<Integer, ConnectorNews>> evses = new HashMap<>();

    Connectors(ChargingStore store, StationTimes times) {
        this.store = store;
        this.times = times;
    }

    /**
     * Whether the EVSE is occupied, now that this is known.
     *
     * @param connector empty: what is said holds for the whole EVSE
     */
    synchronized boolean isOccupied(Plug evse, Optional<Integer> connector, boolean occupied, StationStamp at) {
        var connectors = evses.computeIfAbsent(evse, first -> new HashMap<>(store.connectors(first)));
        var news = new ConnectorNews(occupied, at.at());
        if (connector.isEmpty()) {
            if (!occupied) {
                connectors.keySet().forEach(number -> take(evse, connectors, number, news));
            }
            return occupied;
        }
        if (connectors.size() < MOST || connectors.containsKey(connector.get())) {
            take(evse, connectors, connector.get(), news);
        }
        return connectors.values().stream().anyMatch(ConnectorNews::occupied);
    }

    private void take(Plug evse, Map<Integer, ConnectorNews> connectors, int number, ConnectorNews news) {
        var before = connectors.get(number);
        if (before != null && !times.isFuture(before.at())) {
            if (before.at().isAfter(news.at())) {
                return;
            }
            if (before.occupied() == news.occupied()) {
                connectors.put(number, news);
                return;
            }
        }
        store.keep(evse, number, news);
        connectors.put(number, news);
    }
}
