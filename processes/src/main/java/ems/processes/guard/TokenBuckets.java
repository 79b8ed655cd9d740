package ems.processes.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often each of many may do something: a bucket of tokens each, full at first, which fills at a steady rate. The buckets of
 * those who came last are kept; a flood of new names makes old ones full again, and takes no more memory.
 */
public final class TokenBuckets {

    private static final int KEPT = 10_000;
    private static final double NANOSECONDS = 1e9;

    private final double perSecond;
    private final double most;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * @param perSecond tokens that come in, above zero
     * @param most tokens in a bucket, at least one
     * @param nanoTime as {@link System#nanoTime}
     */
    public TokenBuckets(double perSecond, double most, LongSupplier nanoTime) {
        if (!(perSecond > 0 && most >= 1)) {
            throw new IllegalArgumentException(perSecond + " a second and " + most + " at once are no rate");
        }
        this.perSecond = perSecond;
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** Takes a token, if there is one. */
    public synchronized boolean take(String name) {
        long now = nanoTime.getAsLong();
        var bucket = buckets.computeIfAbsent(name, first -> new Bucket(most, now));
        bucket.tokens = Math.min(most, bucket.tokens + (now - bucket.filledAt) / NANOSECONDS * perSecond);
        bucket.filledAt = now;
        if (bucket.tokens < 1) {
            return false;
        }
        bucket.tokens--;
        return true;
    }

    /** Whole seconds after which an empty bucket has a token again. */
    public long secondsToWait() {
        return Math.max(1, (long) Math.ceil(1 / perSecond));
    }

    /** How many buckets are kept. */
    public synchronized int size() {
        return buckets.size();
    }

    private static final class Bucket {
        private double tokens;
        private long filledAt;

        Bucket(double tokens, long filledAt) {
            this.tokens = tokens;
            this.filledAt = filledAt;
        }
    }
}
