package ems.study.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static java.util.Objects.requireNonNull;

/** Works on several threads at once; results stand in the order of the work whatever the threads do. */
public final class SideBySide {

    private static final long PATIENCE_SECONDS = 60;

    private final int threads;

    /** @param threads at least 1 */
    public SideBySide(int threads) {
        this.threads = threads;
    }

    /** @throws RuntimeException what the first that failed threw, after the others were stopped */
    public <T> List<T> all(List<Callable<T>> works) {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, works.size())));
        try {
            List<Future<T>> waiting = works.stream().map(pool::submit).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> each : waiting) {
                results.add(finished(each));
            }
            return results;
        } finally {
            stop(pool);
        }
    }

    private static <T> T finished(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the study was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            var cause = requireNonNull(e.getCause());
            throw new IllegalStateException("a run failed: " + cause.getMessage(), cause);
        }
    }

    private static void stop(ExecutorService pool) {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("runs did not stop within " + PATIENCE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
