package ems.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import ems.features.packaged.Application;

/** The packaged application in a process of its own, on a free port, with a data folder that goes when it goes. */
public final class RunningMarket {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(180);
    private static final Duration TAKES_A_TABLE_WITHIN = Duration.ofSeconds(30);
    private static final long STOPS_WITHIN_SECONDS = 20;
    /** The grid whose devices the wiring table tells of. */
    static final String WIRED_GRID = "wired-devices";

    private static final String NO_DEVICES =
            "topic,pointer,unit,tells,part,member,stale after (s)\nnobody/nothing,,W,consumption,,L1,60\n# end\n";

    private static final List<String> OPTIONS = List.of(
            "-Dems.sandbox=true",
            "-Dems.mqtt.grid=" + WIRED_GRID,
            // only a scenario moves time and tries again
            "-Dems.clock.enabled=false",
            "-Dems.retry.enabled=false");

    private static RunningMarket market;

    private final Process process;
    private final URI address;
    private final Path data;
    private final Path wiring;
    private final Path log;

    private RunningMarket(Process process, URI address, Path data, Path wiring, Path log) {
        this.process = process;
        this.address = address;
        this.data = data;
        this.wiring = wiring;
        this.log = log;
    }

    /** Starts it, unless it runs already. */
    public static synchronized URI address() {
        if (market == null) {
            market = start();
        }
        return market.address;
    }

    static synchronized void stop() {
        if (market != null) {
            market.end();
            market = null;
            Broker.stop();
        }
    }

    /** Another wiring table takes effect while the market runs. */
    static synchronized void rewire(String table) {
        try {
            long before = market.tablesTaken();
            Files.writeString(market.wiring.resolve("wiring.csv"), table);
            Patience.until(
                    "the new wiring table",
                    TAKES_A_TABLE_WITHIN,
                    () -> market.tablesTaken() > before ? Optional.of(table) : Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long tablesTaken() {
        try (var lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("MQTT: wiring version ")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RunningMarket start() {
        ParentProcess.endWithIt();
        try {
            int port = freePort();
            var data = Files.createTempDirectory("ems-features");
            var wiring = Files.createTempDirectory("ems-wiring");
            Files.writeString(wiring.resolve("wiring.csv"), NO_DEVICES);
            var log = MarketLogs.file(Application.ofRepository("features/target"), "market");
            List<String> words =
                    new ArrayList<>(List.of("run", "--port", Integer.toString(port), "--data", data.toString()));
            Broker.start().ifPresent(broker -> words.addAll(List.of("--mqtt", broker, "--wiring", wiring.toString())));
            var process = Application.command(OPTIONS, words.toArray(String[]::new))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var market = new RunningMarket(process, URI.create("http://127.0.0.1:" + port), data, wiring, log);
            Runtime.getRuntime().addShutdownHook(new Thread(market::end));
            market.awaitReady();
            return market;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        var http = HttpClient.newHttpClient();
        var ready = HttpRequest.newBuilder(address.resolve("/q/health/ready")).build();
        try {
            Patience.until("the application", STARTS_WITHIN, () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("the application ended as it started: see " + log);
                }
                return isReady(http, ready) ? Optional.of(address) : Optional.empty();
            });
        } catch (IllegalStateException broken) {
            end();
            throw broken;
        }
    }

    private static boolean isReady(HttpClient http, HttpRequest health) {
        return answer(http, health).filter(answer -> answer.statusCode() == 200).isPresent();
    }

    private static Optional<HttpResponse<String>> answer(HttpClient http, HttpRequest request) {
        try {
            return Optional.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the application starts", e);
        }
    }

    private void end() {
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Folders.delete(data);
            Folders.delete(wiring);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
