package ems.processes.grid;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Runs a piece of work on another thread and stops waiting when its time is over. */
final class WithinBudget {

    private WithinBudget() {}

    /** @param interrupt whether late work is interrupted: only such as reads no files, which an interrupt would close */
    static <T> T call(
            ExecutorService threads,
            boolean interrupt,
            Duration budget,
            Callable<T> work,
            Function<TimeoutException, RuntimeException> late) {
        Future<T> answer = threads.submit(work);
        try {
            return answer.get(budget.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(interrupt);
            throw late.apply(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(interrupt);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }
}
