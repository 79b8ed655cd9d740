package ems.processes.guard;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Bounds the memory that bodies take while they come in. Short ones of stated length, such as those of meters, always pass.
 */
final class BodiesUnderWay {

    static final long SHORT = 64L << 10;
    /** So much is counted for a body that does not state its length. */
    static final long UNSTATED = 4L << 20;

    private static final long MOST_OF_ONE = 32L << 20;
    private static final long MOST_OF_ALL = 256L << 20;

    private final Map<String, Long> byNetwork = new HashMap<>();
    private long ofAll;

    /** Bytes to be counted for a request; 0: none. */
    static long counted(RequestHead head) {
        if (!head.hasBody()) {
            return 0;
        }
        return head.length().map(length -> length <= SHORT ? 0 : length).orElse(UNSTATED);
    }

    /** Counts the bytes until {@link #end}, or says why not. */
    synchronized Optional<Denial> begin(String network, long bytes) {
        long ofOne = byNetwork.getOrDefault(network, 0L);
        if (ofOne + bytes > MOST_OF_ONE || ofAll + bytes > MOST_OF_ALL) {
            return Optional.of(Denial.unavailable("Bodies of " + (ofOne + bytes > MOST_OF_ONE ? ofOne : ofAll)
                    + " bytes are under way " + (ofOne + bytes > MOST_OF_ONE ? "from " + network : "already")
                    + ", and at most " + (ofOne + bytes > MOST_OF_ONE ? MOST_OF_ONE : MOST_OF_ALL)
                    + " are taken at a time; nothing was kept: send it again, one after the other."));
        }
        byNetwork.put(network, ofOne + bytes);
        ofAll += bytes;
        return Optional.empty();
    }

    synchronized void end(String network, long bytes) {
        byNetwork.computeIfPresent(network, (name, sum) -> sum > bytes ? sum - bytes : null);
        ofAll -= bytes;
    }
}
