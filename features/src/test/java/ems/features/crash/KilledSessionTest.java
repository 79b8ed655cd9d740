package ems.features.crash;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A charging session goes on when the packaged market is killed in it: what a station was answered had been kept. */
class KilledSessionTest {

    private static final Path LOG = Path.of("target", "crash", "killed-session.log");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Fits the hash below. */
    private static final String PASSWORD = "a password for the station";

    private static final String TABLE = """
            station,connector,grid,vehicle,phases,least current (A),greatest current (A),greatest power (kW),may discharge,without market (kW),password hash,certificate name
            CP1,1,demo,EV1,1,6,32,7.4,no,3.7,pbkdf2-sha256:10000:CQ7IU93gqTHnzRtC3d3ogQ:/i5TKduVzbMe7AOebR2gZhYvD7mA29Qm57xdVgN2iLA,
            # end
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void clean() throws IOException {
        Files.createDirectories(LOG.getParent());
        Files.deleteIfExists(LOG);
    }

    /** A charging station, one call after the other; calls of the market it leaves open. */
    private static final class Station implements WebSocket.Listener {

        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        private final StringBuilder begun = new StringBuilder();
        private final WebSocket socket;
        private int calls;

        Station(int port) {
            var basic = Base64.getEncoder().encodeToString(("CP1:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("ocpp1.6")
                    .header("Authorization", "Basic " + basic)
                    .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ocpp/CP1"), this)
                    .join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            begun.append(text);
            if (last) {
                if (!begun.toString().startsWith("[2,")) {
                    answers.add(begun.toString());
                }
                begun.setLength(0);
            }
            from.request(1);
            return null;
        }

        JsonNode call(String action, String payload) throws Exception {
            socket.sendText("[2,\"" + ++calls + "\",\"" + action + "\"," + payload + "]", true)
                    .join();
            var answer = JSON.readTree(answers.poll(60, TimeUnit.SECONDS));
            assertThat(answer.get(0).intValue()).as(answer.toString()).isEqualTo(3);
            return answer.get(2);
        }
    }

    private static Station connected(MortalMarket market, int port) throws IOException, InterruptedException {
        var station = new Station[1];
        market.awaitSight("a door for stations", () -> {
            try {
                station[0] = new Station(port);
                return true;
            } catch (CompletionException notYet) {
                return false;
            }
        });
        return station[0];
    }

    @Test
    void a_session_goes_on_over_the_death_of_the_market() throws Exception {
        int port = freePort();
        var table = folder.resolve("chargers.csv");
        Files.writeString(table, TABLE);
        var data = folder.resolve("data");
        var settings = Map.of(
                "ems.ocpp.port", Integer.toString(port),
                "ems.ocpp.chargers", table.toString(),
                "ems.demo.enabled", "false");
        var start = "{\"connectorId\":1,\"idTag\":\"EV1\",\"meterStart\":1000,\"timestamp\":\"" + Instant.now() + "\"}";
        int id;
        try (var market = MortalMarket.start(data, LOG, 1, settings)) {
            var station = connected(market, port);
            var boot = station.call("BootNotification", "{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}");
            assertThat(boot.get("status").textValue()).isEqualTo("Accepted");
            id = station.call("StartTransaction", start).get("transactionId").intValue();
            market.kill();
        }
        try (var market = MortalMarket.start(data, LOG, 1, settings)) {
            var station = connected(market, port);
            assertThat(station.call("StartTransaction", start)
                            .get("transactionId")
                            .intValue())
                    .as("the same session")
                    .isEqualTo(id);
            station.call(
                    "StopTransaction",
                    "{\"transactionId\":" + id + ",\"meterStop\":1100,\"timestamp\":\"" + Instant.now() + "\"}");
            var next = start.replace("1000", "1100");
            assertThat(station.call("StartTransaction", next)
                            .get("transactionId")
                            .intValue())
                    .isGreaterThan(id);
            market.awaitSight("open doors", market.doors()::isReady);
            market.kill();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
