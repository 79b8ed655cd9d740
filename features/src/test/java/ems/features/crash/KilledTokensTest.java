package ems.features.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Whenever the market is killed, a token that was answered holds, and none of which the trail does not say who issued it and why. */
@Tag("slow")
class KilledTokensTest {

    private static final Path LOG = Path.of("target", "crash", "killed-tokens.log");
    private static final List<Integer> KILLED_AFTER_ANSWERS = List.of(1, 5, 20, 60);
    private static final int AT_ONCE = 100;
    private static final long PATIENCE = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path data;

    @BeforeEach
    void clean() throws IOException {
        Files.createDirectories(LOG.getParent());
        Files.deleteIfExists(LOG);
    }

    /** As the commands of the machine ask, which may read the data folder. */
    private HttpRequest.Builder asking(String path) throws IOException {
        var address = Files.readAllLines(data.resolve("address.txt")).get(0).strip();
        var token = Files.readString(data.resolve("command-token")).strip();
        return HttpRequest.newBuilder(URI.create(address).resolve(path))
                .header("authorization", "Bearer " + token)
                .header("content-type", "application/json");
    }

    private JsonNode read(String path) throws IOException, InterruptedException {
        var answer = http.send(asking(path).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    @Test
    void no_token_holds_without_its_line() throws Exception {
        for (int answers : KILLED_AFTER_ANSWERS) {
            Set<String> told = ConcurrentHashMap.newKeySet();
            try (var market = MortalMarket.start(data, LOG)) {
                market.awaitSight("open doors", market.doors()::isReady);
                var answered = new CountDownLatch(answers);
                for (int n = 0; n < AT_ONCE; n++) {
                    var name = "meter-" + answers + "-" + n;
                    var wish = "{\"name\":\"" + name + "\",\"parties\":[\"prosumer:L1\"],\"reason\":\"a new meter\"}";
                    http.sendAsync(
                                    asking("/api/tokens")
                                            .POST(BodyPublishers.ofString(wish))
                                            .build(),
                                    BodyHandlers.discarding())
                            .thenAccept(answer -> {
                                if (answer.statusCode() == 201) {
                                    told.add(name);
                                    answered.countDown();
                                }
                            });
                }
                assertThat(answered.await(PATIENCE, TimeUnit.SECONDS))
                        .as("so many are answered before it dies: %s", answers)
                        .isTrue();
                market.kill();
            }
            try (var market = MortalMarket.start(data, LOG)) {
                market.awaitSight("open doors", market.doors()::isReady);
                Set<String> said = new HashSet<>();
                for (JsonNode line : read("/api/trail?most=1000")) {
                    if (line.path("did").asText().equals("issue token")) {
                        said.add(line.path("what").asText());
                        assertThat(line.path("reason").asText()).isEqualTo("a new meter");
                    }
                }
                var holding = read("/api/tokens").findValuesAsText("name");
                assertThat(holding).as("answered before it died").containsAll(told);
                holding.forEach(name -> assertThat(said).contains(name + " for prosumer:L1"));
                assertThat(read("/api/trail/check").path("firstWrong").asLong()).isZero();
                market.kill();
            }
        }
    }
}
