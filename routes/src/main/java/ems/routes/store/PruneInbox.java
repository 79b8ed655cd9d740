package ems.routes.store;

import java.time.Instant;

/** Port: forgets old messages and dead letters, so that a year of running fills no disk. */
public interface PruneInbox {

    /** Forgets what is older; of each vehicle its latest report stays, as it still tells where the vehicle stands. */
    void olderThan(Instant instant);
}
