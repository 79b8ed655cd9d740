package ems.routes.wiring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * A power that holds from the moment at which it was told until the next value, or until it is stale. It is summed exactly: in
 * microjoules, which are milliwatts times milliseconds.
 */
final class HeldPower {

    /** Of ten seconds, so much must be known. */
    private static final long LEAST_KNOWN_MILLIS = 8_000;

    private final Duration staleAfter;
    private long milliwatts;
    private @Nullable Instant told;
    private Instant summedUpTo;
    private long microjoules;
    private long knownMillis;

    HeldPower(Duration staleAfter, Instant since) {
        this.staleAfter = staleAfter;
        this.summedUpTo = since;
    }

    void tell(long value, Instant at) {
        sumUpTo(at);
        milliwatts = value;
        told = at;
    }

    /** Nothing is known from then on. */
    void end(Instant at) {
        sumUpTo(at);
        told = null;
    }

    /** Nothing is known from now to then; a value told meanwhile holds from then on. */
    void unknownUntil(Instant now, Instant then) {
        end(now);
        if (then.isAfter(summedUpTo)) {
            summedUpTo = then;
        }
    }

    private void sumUpTo(Instant to) {
        if (!to.isAfter(summedUpTo)) {
            return;
        }
        if (told != null) {
            var until = told.plus(staleAfter).isBefore(to) ? told.plus(staleAfter) : to;
            var from = told.isAfter(summedUpTo) ? told : summedUpTo;
            long millis = Math.max(0, Duration.between(from, until).toMillis());
            microjoules = Math.addExact(microjoules, Math.multiplyExact(milliwatts, millis));
            knownMillis += millis;
        }
        summedUpTo = to;
    }

    /** The mean since it was last asked, in mW, half-even; empty if less than eight seconds of it are known. */
    OptionalLong meanUpTo(Instant end) {
        sumUpTo(end);
        var mean = knownMillis < LEAST_KNOWN_MILLIS
                ? OptionalLong.empty()
                : OptionalLong.of(BigDecimal.valueOf(microjoules)
                        .divide(BigDecimal.valueOf(knownMillis), 0, RoundingMode.HALF_EVEN)
                        .longValueExact());
        microjoules = 0;
        knownMillis = 0;
        return mean;
    }
}
