package ems.processes.town;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.processes.child.ChildStanding;
import ems.processes.child.ChildState;

import static org.assertj.core.api.Assertions.assertThat;

/** The page and what it is made of, for browsers of this machine that ask for this machine. */
class TownPageTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final TownView VIEW = new TownView(
            NOW,
            2,
            "http://127.0.0.1:8080/",
            "Starting the agent of L1.",
            List.of(
                    new ChildStanding(
                            "rsu-1",
                            "road-side unit",
                            ChildState.RUNS,
                            Optional.of(4711L),
                            Optional.of(8091),
                            NOW,
                            1,
                            "signs block 3"),
                    new ChildStanding(
                            "agent-L1", "agent", ChildState.WAITS, Optional.empty(), Optional.empty(), NOW, 0, "")));

    private final HttpClient http = HttpClient.newHttpClient();
    private TownPage page;

    @BeforeEach
    void open() throws IOException {
        page = new TownPage(0, () -> VIEW);
    }

    @AfterEach
    void close() {
        page.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString());
    }

    private URI address(String path) {
        return page.address().resolve(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/town/", "/town/town.js", "/town/town.css", "/live/live.css", "/live/ask.js", "/live/mark.svg"})
    void itsFilesAreThereUnderAStrictPolicy(String path) throws Exception {
        var answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isNotBlank();
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.html", "/live/main.js", "/town/../operations/index.html", "/town/none.js"})
    void noOtherFileIs(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void theRootLeadsToIt() throws Exception {
        var answer = get("/");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("/town/");
    }

    @Test
    void itTellsWhoIsWhere() throws Exception {
        assertThat(get("/api/town").body())
                .isEqualTo("{\"clock\":\"2026-01-31T12:00:00Z\",\"homes\":2,\"market\":\"http://127.0.0.1:8080/\","
                        + "\"doing\":\"Starting the agent of L1.\",\"children\":["
                        + "{\"name\":\"rsu-1\",\"role\":\"road-side unit\",\"state\":\"RUNS\",\"process\":4711,\"port\":8091,"
                        + "\"since\":\"2026-01-31T12:00:00Z\",\"restarts\":1,\"said\":\"signs block 3\"},"
                        + "{\"name\":\"agent-L1\",\"role\":\"agent\",\"state\":\"WAITS\",\"process\":null,\"port\":null,"
                        + "\"since\":\"2026-01-31T12:00:00Z\",\"restarts\":0,\"said\":\"\"}]}");
    }

    @Test
    void itChangesNothing() throws Exception {
        var order = HttpRequest.newBuilder(address("/api/town"))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        assertThat(http.send(order, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void aForeignNameThatLeadsHereReadsNothing() throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), page.address().getPort())) {
            socket.getOutputStream()
                    .write("GET /api/town HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(all(socket.getInputStream())).startsWith("HTTP/1.1 421 ").doesNotContain("rsu-1");
        }
    }

    private static String all(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
