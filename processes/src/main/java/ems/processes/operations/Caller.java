package ems.processes.operations;

import java.util.Optional;

/** Port: who asks, and whether they may act. */
public interface Caller {

    /** As the trail names them. */
    String name();

    /** Why they may look and not act, in a sentence; empty if they may act. */
    Optional<String> mayNotOperate();
}
