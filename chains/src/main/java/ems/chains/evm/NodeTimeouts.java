package ems.chains.evm;

import java.time.Duration;

/**
 * How long to wait for a chain. All above 0.
 *
 * @param answer for a node's answer to one request
 * @param receipt for a block that holds what was sent
 * @param poll between two looks whether it does
 */
public record NodeTimeouts(Duration answer, Duration receipt, Duration poll) {

    /** For chains with a block every few seconds. */
    public static final NodeTimeouts USUAL =
            new NodeTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofMillis(500));

    public NodeTimeouts {
        positive("for an answer", answer);
        positive("for a receipt", receipt);
        positive("between two looks", poll);
    }

    private static void positive(String what, Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("patience " + what + " of " + duration + " is not above 0 s");
        }
    }
}
