package ems.routes.ocpp.session;

import java.time.Instant;
import java.util.Optional;

import ems.routes.ocpp.table.Plug;

/**
 * One transaction of a station.
 *
 * @param id ours, above 0, never given twice; in 1.6 it is the transaction's
 * @param transaction the station's own name for it in 2.x; empty in 1.6
 * @param endedAt empty: it is open
 */
public record ChargingSession(
        int id, Plug plug, Optional<String> transaction, Instant startedAt, Optional<Instant> endedAt) {

    public boolean isOpen() {
        return endedAt.isEmpty();
    }

    /** As the station knows it. */
    public String name() {
        return transaction.orElse(Integer.toString(id));
    }
}
