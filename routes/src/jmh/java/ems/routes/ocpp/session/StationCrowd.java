package ems.routes.ocpp.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;

import ems.routes.ocpp.station.RawStation;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A process with many charging stations of OCPP 1.6, each with one car that charges. It connects them all and answers how many; then,
 * for {@code MESSAGES RATE}, messages of each station and a second of all together, 0 for as fast as they are answered, it lets each send so
 * many {@code MeterValues}, one after the other's answer, and answers with {@code NANOSECONDS MEDIAN P99}: of all, and from a call to its answer.
 */
final class StationCrowd {

    private static final int AT_ONCE = 100;
    private static final long PATIENCE_SECONDS = 300;

    private final Vertx vertx = Vertx.vertx();
    private final List<LightStation> stations = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        var crowd = new StationCrowd();
        System.out.println(crowd.connect(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1])));
        var orders = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (var order = orders.readLine(); order != null; order = orders.readLine()) {
            var words = order.split(" ");
            System.out.println(crowd.send(Integer.parseInt(words[0]), Integer.parseInt(words[1])));
        }
    }

    private int connect(int port, int count) throws InterruptedException, IOException {
        var client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(count));
        var knocking = new Semaphore(AT_ONCE);
        List<CompletableFuture<LightStation>> connecting = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            knocking.acquire();
            var station = connect(client, port, number);
            station.whenComplete((done, failed) -> knocking.release());
            connecting.add(station);
        }
        for (CompletableFuture<LightStation> each : connecting) {
            stations.add(got(each));
        }
        for (LightStation station : stations) {
            got(station.boot());
        }
        return stations.size();
    }

    private CompletableFuture<LightStation> connect(WebSocketClient client, int port, int number) {
        var name = CrowdedCentral.station(number);
        return client.connect(RawStation.basic(
                        RawStation.plain(port, name, "ocpp1.6"), name, CrowdedCentral.PASSWORD))
                .map(LightStation::new)
                .toCompletionStage()
                .toCompletableFuture();
    }

    private String send(int each, int rate) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        long apart = rate == 0 ? 0 : stations.size() * 1_000_000_000L / rate;
        List<CompletableFuture<long[]>> sending = new ArrayList<>();
        for (int i = 0; i < stations.size(); i++) {
            long first = begin + apart * i / stations.size();
            sending.add(stations.get(i).send(vertx, each, first, apart));
        }
        long[] waits = new long[each * stations.size()];
        int filled = 0;
        for (CompletableFuture<long[]> done : sending) {
            var its = got(done);
            System.arraycopy(its, 0, waits, filled, its.length);
            filled += its.length;
        }
        long wall = System.nanoTime() - begin;
        Arrays.sort(waits);
        return wall + " " + waits[waits.length / 2] + " " + waits[(int) (waits.length * 99L / 100)];
    }

    private static <T> T got(CompletableFuture<T> future) throws IOException, InterruptedException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("a station failed", e);
        }
    }
}
