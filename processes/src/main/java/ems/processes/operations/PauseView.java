package ems.processes.operations;

import java.time.Instant;
import java.util.Optional;

import ems.processes.clock.Pause;

/** A grid that rests, and by whose order. Empty until: when somebody resumes it. */
public record PauseView(long trail, Instant since, Optional<Instant> until, String person, String reason) {

    static PauseView of(Pause pause, Optional<Intervention> order) {
        return new PauseView(
                pause.trail(),
                pause.since(),
                pause.until(),
                order.map(Intervention::person).orElse("nobody known"),
                order.map(Intervention::reason).orElse("no reason is known"));
    }
}
