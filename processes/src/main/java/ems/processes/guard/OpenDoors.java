package ems.processes.guard;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** A message comes while the doors take some: before, their routes are not there, and 404 would say that the grid is not. */
final class OpenDoors implements EntryCheck {

    private static final Pattern DOOR =
            Pattern.compile("/api/grids/[^/]+/(readings|corrections|vehicles/status|bids|forecasts)/?");

    private final Supplier<Optional<String>> closed;

    /** @param closed why they take none now */
    OpenDoors(Supplier<Optional<String>> closed) {
        this.closed = closed;
    }

    @Override
    public Optional<Denial> denialOf(RequestHead head) {
        return DOOR.matcher(head.path()).matches()
                ? closed.get().map(why -> Denial.unavailable(why + "; nothing was kept: send it again."))
                : Optional.empty();
    }
}
