package ems.processes.enrolment;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An agent that was enrolled.
 *
 * @param words what was done, in whole sentences
 * @param from start of the first period that it signs for; empty: all its keys count already
 * @param block start of the period whose block carries its keys; empty: a sealed block has them
 * @param privateFrom start of the first period in which its home is private; empty: it is metered
 * @param name of its token
 * @param token shown this once
 * @param command starts it, to be pasted
 * @param trail numbers of the orders about its keys, and about how its home is known, in the trail
 */
public record EnrolledAgent(
        String words,
        Optional<Instant> from,
        Optional<Instant> block,
        Optional<Instant> privateFrom,
        String name,
        String token,
        String command,
        List<Long> trail) {}
