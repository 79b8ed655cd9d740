package ems.processes.guard;

import java.util.Optional;
import java.util.Set;

/** A request must use a method that some address here takes. */
final class KnownMethods implements EntryCheck {

    private static final String ALLOWED = "GET, HEAD, POST, PUT, DELETE";
    private static final Set<String> METHODS = Set.of(ALLOWED.split(", "));

    @Override
    public Optional<Denial> denialOf(RequestHead head) {
        return METHODS.contains(head.method())
                ? Optional.empty()
                : Optional.of(Denial.methodNotAllowed(
                        "The method " + Denial.shortened(head.method()) + " is not taken here; use one of " + ALLOWED
                                + ".",
                        ALLOWED));
    }
}
