package ems.routes.store;

import java.time.Instant;

/** Port: forgets old messages and dead letters, so that a year of running fills no disk. */
public interface PruneInbox {

    /**
     * Forgets readings and reports that are older, but keeps each vehicle's latest report, which still says whether it is plugged
     * in, and whatever a period that is not settled yet may ask for.
     */
    void messagesBefore(Instant instant);

    void deadLettersBefore(Instant instant);
}
