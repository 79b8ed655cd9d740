package ems.processes.storage;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The same error once, then counted. */
class RepeatedErrorsTest {

    private long passed;
    private final RepeatedErrors filter = new RepeatedErrors(() -> passed);

    @Test
    void an_error_that_comes_again_within_a_minute_is_left_out_and_counted() {
        assertThat(filter.isLoggable(error("the tick at 12:00:01 failed"))).isTrue();
        assertThat(filter.isLoggable(error("the tick at 12:00:02 failed"))).isFalse();
        passed += TimeUnit.SECONDS.toNanos(59);
        assertThat(filter.isLoggable(error("the tick at 12:00:59 failed"))).isFalse();
        passed += TimeUnit.SECONDS.toNanos(1);
        var next = error("the tick at 12:01:01 failed");
        assertThat(filter.isLoggable(next)).isTrue();
        assertThat(next.getMessage()).endsWith("(and 2 more like it since the last one)");
    }

    @Test
    void what_is_said_of_repeats_is_said_with_the_values_of_the_message() {
        for (int i = 0; i < 2; i++) {
            filter.isLoggable(tick("demo"));
        }
        passed += TimeUnit.MINUTES.toNanos(1);
        var next = tick("demo");
        assertThat(filter.isLoggable(next)).isTrue();
        assertThat(next.getFormattedMessage())
                .isEqualTo("the tick of demo failed (and 1 more like it since the last one)");
    }

    private static ExtLogRecord tick(String grid) {
        var line = new ExtLogRecord(Level.SEVERE, "the tick of %s failed", FormatStyle.PRINTF, "test");
        line.setParameters(new Object[] {grid});
        return line;
    }

    @Test
    void another_error_is_another() {
        assertThat(filter.isLoggable(error("the tick failed"))).isTrue();
        assertThat(filter.isLoggable(error("the chore failed"))).isTrue();
        var withCause = error("the tick failed");
        withCause.setThrown(new IllegalStateException("why"));
        assertThat(filter.isLoggable(withCause)).isTrue();
    }

    @Test
    void what_is_no_error_is_never_left_out() {
        for (int i = 0; i < 3; i++) {
            assertThat(filter.isLoggable(new LogRecord(Level.WARNING, "the clock jumped")))
                    .isTrue();
        }
    }

    @Test
    void a_lost_database_is_for_its_watch_to_tell() {
        var lost = error("a step failed");
        lost.setThrown(new IllegalStateException("Writing failed", new IOException("No space left on device")));
        assertThat(filter.isLoggable(lost)).isFalse();
        assertThat(filter.isLoggable(error("Database may be already in use: /data/ems.mv.db")))
                .isFalse();
        assertThat(filter.isLoggable(error("a space left out"))).isTrue();
    }

    private static LogRecord error(String message) {
        var line = new LogRecord(Level.SEVERE, message);
        line.setLoggerName("ems.test");
        return line;
    }
}
