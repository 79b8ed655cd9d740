package ems.processes.operations;

import java.util.Optional;

/** Port: who asks, and whether they may act. */
public interface Caller {

    /** As the trail names them. */
    String name();

    /** Why they may look and not act, in a sentence; empty if they may act. */
    Optional<String> mayNotOperate();

    /**
     * Has who asks give the password again, if that was too long ago.
     *
     * @throws jakarta.ws.rs.WebApplicationException 403 with {@code "ask": "password"}, if so
     */
    void prove();

    /** Why they may look at road-side units and not propose others, in a sentence; empty if they may. */
    Optional<String> mayNotProposeUnits();

    /** Why they may look at members and not change them, in a sentence; empty if they may. */
    Optional<String> mayNotManageMembers();
}
