package ems.processes.guard;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenBucketsTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong(-5 * SECOND);
    private final TokenBuckets buckets = new TokenBuckets(0.5, 3, now::get);

    private long taken(String name, int tries) {
        return IntStream.range(0, tries).filter(n -> buckets.take(name)).count();
    }

    @Test
    void eachHasSoManyAtOnceAndThenARate() {
        assertThat(taken("a", 10)).isEqualTo(3);
        assertThat(taken("b", 10)).isEqualTo(3);
        now.addAndGet(2 * SECOND - 1);
        assertThat(taken("a", 10)).isZero();
        now.addAndGet(1);
        assertThat(taken("a", 10)).isEqualTo(1);
        now.addAndGet(1_000 * SECOND);
        assertThat(taken("a", 10)).as("a bucket does not overflow").isEqualTo(3);
        assertThat(buckets.secondsToWait()).isEqualTo(2);
    }

    @Test
    void aFloodOfNamesTakesNoMoreMemoryAndLeavesTheLatestAlone() {
        taken("guesser", 3);
        for (int n = 0; n < 9_999; n++) {
            buckets.take("name " + n);
        }
        assertThat(buckets.take("guesser")).isFalse();
        for (int n = 0; n < 10_000; n++) {
            buckets.take("other " + n);
        }
        assertThat(buckets.take("guesser")).as("forgotten, and full again").isTrue();
    }

    @Test
    void aRateIsAboveZero() {
        assertThatThrownBy(() -> new TokenBuckets(0, 3, now::get)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TokenBuckets(1, 0.5, now::get)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TokenBuckets(Double.NaN, 3, now::get))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
