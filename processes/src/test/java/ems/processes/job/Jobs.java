package ems.processes.job;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Waits for jobs of a test. */
public final class Jobs {

    private static final long MOST_SECONDS = 60;

    private Jobs() {}

    /** The job, once it has ended. */
    public static Job ended(BackgroundJobs jobs, long id) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (!jobs.find(id).orElseThrow().state().isEnd()) {
            assertThat(System.nanoTime()).as("job %d ends", id).isLessThan(until);
            Thread.onSpinWait();
        }
        return jobs.find(id).orElseThrow();
    }

    public static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
