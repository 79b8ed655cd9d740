package ems.processes.guard;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** No sender asks more often than the market answers all of them. Programs of the machine itself are not counted while it is open. */
final class RequestRates implements EntryCheck {

    private static final int TOO_MANY_REQUESTS = 429;

    private final TokenBuckets buckets;
    private final BooleanSupplier counted;

    RequestRates(TokenBuckets buckets, BooleanSupplier counted) {
        this.buckets = buckets;
        this.counted = counted;
    }

    @Override
    public Optional<Denial> denialOf(RequestHead head) {
        if (!counted.getAsBoolean() || buckets.take(ClientNetwork.of(head.client()))) {
            return Optional.empty();
        }
        long wait = buckets.secondsToWait();
        return Optional.of(new Denial(
                TOO_MANY_REQUESTS,
                "Too many requests came from " + ClientNetwork.of(head.client()) + "; wait " + wait
                        + " s and send this one again.",
                Map.of("Retry-After", Long.toString(wait))));
    }
}
