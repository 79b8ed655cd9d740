package ems.processes.child;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A line that a child is to say; it may say it again in its next life. */
public final class AwaitedLine implements Consumer<String> {

    private final Pattern pattern;
    private final CompletableFuture<String> part = new CompletableFuture<>();

    /** @param pattern with one group */
    public AwaitedLine(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    @Override
    public void accept(String line) {
        var found = pattern.matcher(line);
        if (found.find()) {
            part.complete(found.group(1));
        }
    }

    /**
     * @param what in words
     * @return what the group holds
     * @throws IOException if it is not said in time
     */
    public String await(Duration patience, String what) throws IOException, InterruptedException {
        try {
            return part.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException(what + " within " + patience.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
