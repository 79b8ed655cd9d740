package ems.processes.guard;

import java.util.Map;
import java.util.Optional;

/**
 * A body that is too large for any address here is refused before it is read. The doors refuse far less, with a dead letter;
 * only the sandbox of testers takes whole scenarios, where it is open. A body of unstated length is cut off by the server's own limit.
 */
final class BodySizes implements EntryCheck {

    private static final int TOO_LARGE = 413;
    private static final long MOST = 4L << 20;
    private static final String SANDBOX = "/api/sandbox/";

    private final boolean sandbox;

    /** @param sandbox whether testers may open grids here */
    BodySizes(boolean sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public Optional<Denial> denialOf(RequestHead head) {
        boolean large = head.header("Content-Length").isPresent()
                && head.length().filter(length -> length <= MOST).isEmpty();
        return large && !(sandbox && head.path().startsWith(SANDBOX))
                ? Optional.of(new Denial(
                        TOO_LARGE,
                        "The body of " + head.asked() + " has "
                                + Denial.shortened(head.header("Content-Length").orElse("")) + " bytes, and at most "
                                + MOST + " are taken; send it in parts.",
                        Map.of("Connection", "close")))
                : Optional.empty();
    }
}
