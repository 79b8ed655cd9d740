package ems.processes.guard;

import java.net.Socket;
import java.net.URI;
import java.util.List;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.processes.guard.RawHttp.Answer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/** The guard before a running server. */
@QuarkusTest
class GuardTest {

    private static final String SKIP =
            "/management/processes/runMatchingPeriod/instances/" + "00000000-0000-0000-0000-000000000000/skip";
    private static final int HANGS_AFTER_MILLISECONDS = 60_000;
    private static final List<String> SECURITY = List.of(
            "X-Content-Type-Options: nosniff",
            "X-Frame-Options: DENY",
            "Referrer-Policy: no-referrer",
            "Cross-Origin-Opener-Policy: same-origin",
            "Cross-Origin-Resource-Policy: same-origin");

    @TestHTTPResource("/")
    URI server;

    private RawHttp http;

    @BeforeEach
    void connect() {
        http = new RawHttp(server);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /, 200, no-cache",
        "GET /index.html, 200, no-cache",
        "GET /live/main.js, 200, no-cache",
        "GET /live/live.css, 200, no-cache",
        "GET /live/mark.svg, 200, no-cache",
        "GET /q/graphql-ui/, 200, no-cache",
        "GET /q/swagger-ui/, 200, no-cache",
        "GET /api/grids, 200, no-store",
        "GET /q/metrics, 200, no-store",
        "GET /q/health/live, 200, no-store",
        "GET /docs/openapi.json, 200, no-store",
        "GET /api/grids/none/snapshot, 404, no-store",
        "POST /management/processes/runMatchingPeriod/instances/x/skip, 409, no-store",
        "GET /nothing, 404, no-store",
        "TRACE /, 405, no-store",
        "POST /graphql, 415, no-store"
    })
    void each_answer_carries_the_headers(String request, int status, String caching) throws Exception {
        assertGuarded(http.ask(request), status, caching);
    }

    @Test
    void refusals_carry_them_too() throws Exception {
        assertGuarded(http.askHost("evil.example", "GET /"), 421, "no-store");
        assertGuarded(http.ask("POST /graphql", "Sec-Fetch-Site: cross-site"), 403, "no-store");
    }

    private static void assertGuarded(Answer answer, int status, String caching) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers()).containsAll(SECURITY);
        assertThat(answer.header("Permissions-Policy")).isPresent();
        assertThat(answer.header("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'none'; ")
                        .contains("frame-ancestors 'none'")
                        .doesNotContain(" | "));
        assertThat(answer.header("Cache-Control")).hasValue(caching);
    }

    @Test
    void only_the_tools_pages_may_have_scripts_inside() throws Exception {
        assertThat(http.ask("GET /").header("Content-Security-Policy").orElseThrow())
                .doesNotContain("unsafe-inline");
        assertThat(http.ask("GET /q/graphql-ui/../../")
                        .header("Content-Security-Policy")
                        .orElseThrow())
                .doesNotContain("unsafe-inline");
        assertThat(http.ask("GET /q/graphql-ui/")
                        .header("Content-Security-Policy")
                        .orElseThrow())
                .contains("unsafe-inline");
    }

    @Test
    void a_page_that_has_not_changed_is_not_sent_again_and_one_that_has_is() throws Exception {
        var modified = http.ask("GET /live/main.js").header("Last-Modified").orElseThrow();
        assertGuarded(http.ask("GET /live/main.js", "If-Modified-Since: " + modified), 304, "no-cache");
        var before = http.ask("GET /live/main.js", "If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT");
        assertThat(before.status()).isEqualTo(200);
        assertThat(before.body()).contains("import");
    }

    @Test
    void a_person_is_shown_a_page_where_there_is_none_and_a_program_is_told() throws Exception {
        var page = http.ask("GET /nothing", "Accept: text/html,application/xhtml+xml,*/*;q=0.8");
        assertGuarded(page, 404, "no-cache");
        assertThat(page.body()).contains("There is no such page", "/operations/");
        assertThat(http.ask("GET /nothing").body()).contains("\"status\":404", "/docs/openapi.json");
    }

    @Test
    void a_foreign_host_reads_nothing() throws Exception {
        var answer = http.askHost("evil.example:" + server.getPort(), "GET /api/grids");
        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"title\":\"Misdirected Request\",\"status\":421,\"detail\":\"This market is not 'evil.example:"
                                + server.getPort()
                                + "'; ask for one of 127.0.0.1, [::1], localhost, or add the name to the setting ems.hosts.\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1", "[::1]", "[::1]:8080"})
    void its_own_names_are_answered(String host) throws Exception {
        assertThat(http.askHost(host, "GET /api/grids").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphql", "//graphql", "/%67raphql", "/graphql/", "/live/../graphql", "/./graphql"})
    void a_mutation_is_refused_in_an_address_however_that_is_written(String path) throws Exception {
        var mutation = "?query=mutation%7BProcessInstanceAbort(id:%221%22)%7D";
        var answer = http.ask("GET " + path + mutation);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).hasValue("POST");
        assertThat(http.ask("GET " + path + mutation, "Sec-Fetch-Site: cross-site")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void programs_ask_as_before() throws Exception {
        assertThat(http.ask("GET /graphql?query=%7B__typename%7D").body())
                .isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
        assertThat(http.post("/graphql", "{\"query\":\"{__typename}\"}", "Content-Type: application/json")
                        .body())
                .isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
        assertThat(http.ask("POST " + SKIP).status())
                .as("orders are given elsewhere")
                .isEqualTo(409);
        assertThat(http.ask("HEAD /").status()).isEqualTo(200);
    }

    @Test
    void a_body_without_a_type_is_refused() throws Exception {
        assertThat(http.post("/graphql", "{\"query\":\"{__typename}\"}").status())
                .isEqualTo(415);
        assertThat(http.post(SKIP, "{}").status()).isEqualTo(415);
        assertThat(http.post("/api/grids/demo/readings", "[]").status()).isEqualTo(415);
        assertThat(http.post("/graphql?query=%7B__typename%7D", "x", "Content-Type: text/plain")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void a_page_of_another_site_is_refused_whatever_it_sends() throws Exception {
        var json = "Content-Type: application/json";
        assertThat(http.post("/graphql", "{}", json, "Sec-Fetch-Site: same-site")
                        .status())
                .isEqualTo(403);
        assertThat(http.post("/graphql", "{}", json, "Origin: http://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(http.ask("POST " + SKIP, "Sec-Fetch-Site: cross-site").status())
                .isEqualTo(403);
        assertThat(http.ask("GET /", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors")
                        .status())
                .isEqualTo(403);
        assertThat(http.ask("GET /graphql?query=%7B__typename%7D", "Upgrade: websocket", "Origin: http://evil.example")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void the_connection_goes_on_after_a_refused_body() throws Exception {
        int length = 2_000_000;
        var refused = "POST /api/grids/demo/bids HTTP/1.1\r\nHost: localhost\r\nOrigin: null\r\n"
                + "Content-Type: text/plain\r\nContent-Length: " + length + "\r\n\r\n" + "x".repeat(length);
        var next = "GET /q/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(HANGS_AFTER_MILLISECONDS);
            socket.getOutputStream().write((refused + next).getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 403 ")
                    .contains("HTTP/1.1 200 ");
        }
    }
}
