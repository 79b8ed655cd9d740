package ems.processes.guard;

import java.util.Optional;

/** One question that a request must answer. */
interface EntryCheck {

    /** @return empty if the request may go on */
    Optional<Denial> denialOf(RequestHead head);
}
