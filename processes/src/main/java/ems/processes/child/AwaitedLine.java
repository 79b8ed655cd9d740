package ems.processes.child;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/** A line that a child is to say; it may say it again in its next life. */
public final class AwaitedLine implements ChildListener {

    /** The exit code of a command that cannot be carried out, however often it is tried. */
    private static final int CANNOT = 2;

    private final Pattern pattern;
    private final CompletableFuture<String> part = new CompletableFuture<>();

    /** @param pattern with one group */
    public AwaitedLine(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    @Override
    public void hears(String line) {
        var found = pattern.matcher(line);
        if (found.find()) {
            part.complete(found.group(1));
        }
    }

    @Override
    public void ended(int exitCode, String said) {
        if (exitCode == CANNOT) {
            part.completeExceptionally(
                    new IOException("it ended with exit code " + exitCode + " after it said '" + said + "'"));
        }
    }

    /**
     * @param what in words
     * @return what the group holds
     * @throws IOException if it is not said in time, or whoever should say it cannot start
     */
    public String await(Duration patience, String what) throws IOException, InterruptedException {
        try {
            return part.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException(what + " within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(what + ": " + requireNonNull(e.getCause()).getMessage(), e);
        }
    }
}
