package ems.processes.child;

import java.time.Instant;
import java.util.Optional;

/**
 * How one child does.
 *
 * @param process its id; empty: there is none now
 * @param since when it was started, or ended
 * @param restarts how often it was started again
 * @param said the beginning of the last line; empty: none yet
 */
public record ChildStanding(
        String name,
        String role,
        ChildState state,
        Optional<Long> process,
        Optional<Integer> port,
        Instant since,
        int restarts,
        String said) {}
