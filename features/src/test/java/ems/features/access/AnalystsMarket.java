package ems.features.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import ems.features.Folders;
import ems.features.MarketLogs;
import ems.features.packaged.Application;

/**
 * The packaged market on loopback with people and grids whose clocks a test sets, in a process of its own. One admin, {@code ada}, is
 * there; tests add the others.
 */
public final class AnalystsMarket implements AutoCloseable {

    public static final String PASSWORD = "four words in mind";

    private static final long STARTS_WITHIN_SECONDS = 180;

    private final Path data;
    private final URI address;
    private final Process process;

    private AnalystsMarket(Path data, URI address, Process process) {
        this.data = data;
        this.address = address;
        this.process = process;
    }

    public static AnalystsMarket start() {
        try {
            int port;
            try (var socket = new ServerSocket(0)) {
                port = socket.getLocalPort();
            }
            var data = Files.createTempDirectory("ems-analysts").resolve("data");
            LockedMarket.command(PASSWORD, "people", "add", "ada", "--role", "admin", "--data", data.toString());
            var log = MarketLogs.file(Path.of("target"), "analysts-market");
            var builder =
                    Application.command(List.of(), "run", "--port", Integer.toString(port), "--data", data.toString());
            // only a test moves time
            builder.command()
                    .addAll(1, List.of("-Dems.sandbox=true", "-Dems.clock.enabled=false", "-Dems.retry.enabled=false"));
            var process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var market = new AnalystsMarket(data, URI.create("http://127.0.0.1:" + port), process);
            market.awaitReady(log);
            return market;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return address;
    }

    private void awaitReady(Path log) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STARTS_WITHIN_SECONDS);
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                close();
                throw new IllegalStateException("the analysts' market does not start: see " + log);
            }
        }
    }

    private boolean isReady() {
        try {
            process.waitFor(50, TimeUnit.MILLISECONDS);
            var health =
                    HttpRequest.newBuilder(address.resolve("/q/health/ready")).build();
            return HttpClient.newHttpClient()
                            .send(health, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the market starts", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            Folders.delete(data.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
