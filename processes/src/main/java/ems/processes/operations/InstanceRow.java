package ems.processes.operations;

import java.time.Instant;
import java.util.Optional;

/**
 * One process instance in a list.
 *
 * @param start of its period
 * @param step at which it stands, or at which it failed, in the words of the diagram
 * @param beganAt on the machine's clock, as {@code endedAt}
 * @param error what went wrong, in words
 */
public record InstanceRow(
        Instant start,
        InstanceState state,
        Optional<String> step,
        Instant beganAt,
        Optional<Instant> endedAt,
        Optional<String> error) {}
