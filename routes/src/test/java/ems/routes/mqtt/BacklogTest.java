package ems.routes.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ems.routes.Grid;

import static org.assertj.core.api.Assertions.assertThat;

class BacklogTest {

    private static Arrival arrival(int bytes, boolean comesAgain) {
        return new Arrival("t", new byte[bytes], bytes, false, comesAgain, Grid.NOON, () -> {});
    }

    private static void fill(Backlog backlog, int messages) {
        IntStream.range(0, messages).forEach(each -> backlog.add(arrival(1, true)));
    }

    /** It would fill for an hour. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void a_broker_s_window_is_taken_without_waiting_for_what_cannot_come() throws InterruptedException {
        var backlog = new Backlog(Duration.ofHours(1));
        fill(backlog, 20);
        assertThat(backlog.batch()).hasSize(20);
    }

    @Test
    void a_batch_is_of_500_at_most() throws InterruptedException {
        var backlog = new Backlog();
        fill(backlog, 501);
        assertThat(backlog.batch()).hasSize(500);
        assertThat(backlog.isTakenOut()).isFalse();
        assertThat(backlog.batch()).hasSize(1);
        assertThat(backlog.isTakenOut()).isTrue();
        assertThat(backlog.batch()).isEmpty();
    }

    @Test
    void it_is_full_at_50_000_messages() {
        var backlog = new Backlog();
        fill(backlog, Backlog.MOST - 1);
        assertThat(backlog.hasOverflowed()).isFalse();
        fill(backlog, 1);
        assertThat(backlog.hasOverflowed()).isTrue();
    }

    @Test
    void or_at_32_megabytes() throws InterruptedException {
        var backlog = new Backlog();
        var large = 16 << 20;
        backlog.add(arrival(large - 2, true));
        assertThat(backlog.hasOverflowed()).isFalse();
        backlog.add(arrival(large - 2, true));
        assertThat(backlog.hasOverflowed()).isTrue();
        backlog.lineBroke();
        backlog.add(arrival(1, true));
        assertThat(backlog.hasOverflowed()).as("what was held counts no more").isFalse();
    }

    @Test
    void what_comes_again_is_dropped_with_its_line_and_what_does_not_is_kept() throws InterruptedException {
        var backlog = new Backlog();
        var once = arrival(1, false);
        backlog.add(arrival(1, true));
        backlog.add(once);
        backlog.leaveOut(false);
        backlog.leaveOut(true);
        assertThat(backlog.lineBroke()).as("that nobody sends again").isEqualTo(1);
        assertThat(backlog.lineBroke()).isZero();
        assertThat(backlog.held()).isEqualTo(1);
        var batch = backlog.batch();
        assertThat(batch).isEqualTo(List.of(once));
        assertThat(backlog.oldest()).contains(Grid.NOON);
        backlog.free(batch);
        assertThat(backlog.held()).isZero();
        assertThat(backlog.oldest()).isEmpty();
    }
}
