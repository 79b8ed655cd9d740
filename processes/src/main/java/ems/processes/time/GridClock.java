package ems.processes.time;

import java.time.InstantSource;
import java.util.Optional;

/** The clock that a grid lives by. */
@FunctionalInterface
public interface GridClock extends InstantSource {

    /** The latest jump of the clock that it follows, if there was one. */
    default Optional<ClockJump> jump() {
        return Optional.empty();
    }
}
