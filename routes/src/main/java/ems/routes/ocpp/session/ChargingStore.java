package ems.routes.ocpp.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import ems.market.party.GridId;
import ems.market.quantity.Energy;
import ems.market.telemetry.RegisterReading;
import ems.routes.ocpp.table.Plug;

/** Port: what is remembered of stations. It is kept for good when a call returns, or its stage completes. */
public interface ChargingStore {

    /**
     * A session that began.
     *
     * @param ended the ones of its plug that it ended
     */
    record Begun(ChargingSession session, List<ChargingSession> ended) {}

    /**
     * The session that begins, or the one that began with the same words. In the same transaction it ends what was open at its plug: of
     * 1.6 all, since stations tell beginnings in their order; of 2.x, whose events come late, what began no later.
     */
    Begun begin(SessionStart start);

    Optional<ChargingSession> session(String station, int id);

    Optional<ChargingSession> session(String station, String transaction);

    /** The newest open one. */
    Optional<ChargingSession> openAt(Plug plug);

    /** The one that ended last, with the register that it ended with if that is known. */
    Optional<Energy> lastStop(Plug plug);

    /** An ended session stays as it is. */
    void end(ChargingSession session, Instant at, Optional<Energy> register);

    PlugState state(Plug plug);

    void keep(Plug plug, PlugState state);

    /** Whether a connector of an EVSE is occupied, as said at the instant. */
    record ConnectorNews(boolean occupied, Instant at) {}

    /** What was last kept of each connector of an EVSE, by the connector's number. */
    Map<Integer, ConnectorNews> connectors(Plug evse);

    void keep(Plug evse, int connector, ConnectorNews news);

    /**
     * A reading, and for whose market.
     *
     * @param late whether its period had been measured when it came in
     */
    record Kept(GridId grid, RegisterReading reading, Instant receivedAt, boolean late) {}

    /** Where several readings bear one instant, the first stays. */
    CompletionStage<Void> keep(List<Kept> readings);

    /** Keeps the last word of a plug or station for each kind, at most 4,000 characters. */
    void note(Plug plug, String kind, Instant at, String text);
}
