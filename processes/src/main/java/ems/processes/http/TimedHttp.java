package ems.processes.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls that end whatever the other side does: a body that never ends is cut off as well, which a client's own timeout does not.
 *
 * @param patience with one answer, its body included
 * @param mostBytes of a body that are read
 */
public record TimedHttp(HttpClient http, Duration patience, int mostBytes) {

    /** @param bytes what the body begins with */
    public record Answer(int status, byte[] bytes) {}

    /**
     * @throws TimeoutException if there is no whole answer in time
     * @throws IOException if nobody can be reached, with why as its cause
     */
    public Answer send(HttpRequest request) throws IOException, TimeoutException, InterruptedException {
        var sent = http.sendAsync(request, BodyHandlers.ofInputStream());
        try {
            return sent.thenApplyAsync(this::read).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            var cause = Optional.ofNullable(e.getCause());
            throw new IOException(cause.map(Throwable::getMessage).orElse(""), cause.orElse(e));
        } finally {
            sent.cancel(true); // a body may go on for ever
            sent.thenAccept(TimedHttp::end);
        }
    }

    private Answer read(HttpResponse<InputStream> response) {
        try {
            return new Answer(response.statusCode(), response.body().readNBytes(mostBytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
