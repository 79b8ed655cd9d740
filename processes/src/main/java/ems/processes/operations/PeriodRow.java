package ems.processes.operations;

import java.time.Instant;
import java.util.Optional;

/**
 * One period in a list: a process instance, or periods that never had one.
 *
 * @param start of its period; of several that were never started, of the last
 * @param step at which it stands, or at which it failed, in the words of the diagram
 * @param beganAt on the machine's clock, as {@code endedAt}; empty if it was never started
 * @param error what went wrong, in words
 * @param missed why it was never started; empty if it was
 */
public record PeriodRow(
        Instant start,
        PeriodState state,
        Optional<String> step,
        Optional<Instant> beganAt,
        Optional<Instant> endedAt,
        Optional<String> error,
        Optional<MissedPeriods> missed) {

    static PeriodRow of(MissedPeriods missed) {
        return new PeriodRow(
                missed.last(),
                missed.state(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(missed));
    }
}
