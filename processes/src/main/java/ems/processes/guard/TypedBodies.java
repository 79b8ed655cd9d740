package ems.processes.guard;

import java.util.Optional;

/** A body must come with its type: without one a page of another site can send it unasked, and a reader would guess. */
final class TypedBodies implements EntryCheck {

    @Override
    public Optional<Denial> denialOf(RequestHead head) {
        return head.hasBody()
                        && head.header("Content-Type")
                                .filter(type -> !type.isBlank())
                                .isEmpty()
                ? Optional.of(Denial.unsupportedMediaType("The body of " + head.asked()
                        + " has no content type; send the header Content-Type, such as application/json."))
                : Optional.empty();
    }
}
