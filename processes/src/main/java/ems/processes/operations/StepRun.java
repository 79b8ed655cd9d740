package ems.processes.operations;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One run of a step of the diagram.
 *
 * @param beganAt on the machine's clock, as {@code endedAt}
 * @param endedAt empty while it is at work, waits, or stands still
 * @param milliseconds that it took; empty before its end
 * @param budgetMilliseconds that it may take before something simpler takes over; empty: it has none of its own
 * @param failed it stands still
 */
public record StepRun(
        String step,
        Instant beganAt,
        Optional<Instant> endedAt,
        OptionalLong milliseconds,
        OptionalLong budgetMilliseconds,
        boolean failed) {}
