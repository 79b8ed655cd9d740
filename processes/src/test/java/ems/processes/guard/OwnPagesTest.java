package ems.processes.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OwnPagesTest {

    private static final String OWN = "Origin: http://" + Heads.HOST;
    private static final String[] LINK = {"Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"};

    private final OwnPages pages = new OwnPages();

    @ParameterizedTest
    @CsvSource({"GET, /", "POST, /graphql", "GET, /graphql", "DELETE, /management/x", "PUT, /api/x"})
    void a_program_that_is_no_browser_passes(String method, String path) {
        assertThat(pages.denialOf(Heads.head(method, path))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GET, /", "POST, /graphql", "GET, /graphql", "DELETE, /management/x", "PUT, /api/x"})
    void the_markets_own_pages_pass(String method, String path) {
        assertThat(pages.denialOf(Heads.head(method, path, "Sec-Fetch-Site: same-origin", OWN)))
                .isEmpty();
        assertThat(pages.denialOf(Heads.head(method, path, OWN)))
                .as("without Fetch Metadata")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "anything-new"})
    void a_link_on_another_page_may_be_followed(String site) {
        assertThat(denial("GET", "/", site, LINK)).isEmpty();
        assertThat(denial("HEAD", "/live/main.js", site, LINK)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "anything-new"})
    void a_link_to_graphql_or_a_form_is_refused(String site) {
        assertForbidden(denial("GET", "/graphql", site, LINK));
        assertForbidden(denial("GET", "/graphql/", site, LINK));
        assertForbidden(denial("POST", "/", site, LINK));
    }

    @ParameterizedTest
    @CsvSource({
        "no-cors, image",
        "no-cors, script",
        "no-cors, empty",
        "cors, empty",
        "navigate, iframe",
        "navigate, embed",
        "websocket, document"
    })
    void nothing_else_of_another_page_passes(String mode, String destination) {
        String[] loads = {"Sec-Fetch-Mode: " + mode, "Sec-Fetch-Dest: " + destination};
        assertForbidden(denial("GET", "/", "cross-site", loads));
        assertForbidden(denial("GET", "/graphql", "cross-site", loads));
        assertForbidden(denial("POST", "/api/grids/demo/readings", "cross-site", loads));
    }

    @Test
    void another_page_without_mode_or_destination_is_refused() {
        assertForbidden(denial("GET", "/", "cross-site"));
        assertForbidden(denial("GET", "/", "cross-site", "Sec-Fetch-Mode: navigate"));
        assertForbidden(denial("GET", "/", "cross-site", "Sec-Fetch-Dest: document"));
    }

    @Test
    void the_address_bar_reads_and_changes_nothing() {
        assertThat(denial("GET", "/", "none", LINK)).isEmpty();
        assertThat(denial("HEAD", "/", "none", LINK)).isEmpty();
        assertForbidden(denial("POST", "/", "none", LINK));
        assertForbidden(denial("DELETE", "/management/x", "none", LINK));
        assertForbidden(denial("GET", "/graphql", "none", LINK));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "http://127.0.0.1",
                "http://127.0.0.1:18081",
                "http://localhost:18080",
                "https://127.0.0.1:18080",
                ""
            })
    void another_origin_is_refused_where_fetch_metadata_is_missing(String origin) {
        assertForbidden(pages.denialOf(Heads.head("POST", "/graphql", "Origin: " + origin)));
        assertForbidden(pages.denialOf(Heads.head("GET", "/api/grids", "Origin: " + origin)));
    }

    @Test
    void fetch_metadata_counts_before_the_origin() {
        var head = Heads.head("POST", "/graphql", "Sec-Fetch-Site: cross-site", OWN);
        assertForbidden(pages.denialOf(head));
        var behindProxy =
                Heads.head("POST", "/graphql", "Sec-Fetch-Site: same-origin", "Origin: https://market.example");
        assertThat(pages.denialOf(behindProxy)).isEmpty();
    }

    @Test
    void a_page_that_came_by_tls_is_another_than_one_that_did_not() {
        assertThat(pages.denialOf(overTls("https://market.example"))).isEmpty();
        assertForbidden(pages.denialOf(overTls("http://market.example")));
    }

    @Test
    void header_names_are_read_in_any_letter_case() {
        assertForbidden(pages.denialOf(Heads.head("POST", "/", "sec-fetch-site: cross-site")));
    }

    @Test
    void the_sentence_names_what_was_asked_by_whom_and_what_to_do() {
        var denial = pages.denialOf(Heads.head("POST", "/graphql", "Origin: http://evil.example"));
        assertThat(denial.orElseThrow().problem())
                .isEqualTo(
                        "POST /graphql came from 'http://evil.example', and only the market's own pages may ask for it;"
                                + " open http://127.0.0.1:18080/ and go on from there, or send it from a program.");
    }

    private static RequestHead overTls(String origin) {
        return new RequestHead(
                "POST", "/graphql", "market.example", true, "192.0.2.7", Map.of("Origin", origin), List.of());
    }

    private Optional<Denial> denial(String method, String path, String site, String... headers) {
        var all = new String[headers.length + 1];
        all[0] = "Sec-Fetch-Site: " + site;
        System.arraycopy(headers, 0, all, 1, headers.length);
        return pages.denialOf(Heads.head(method, path, all));
    }

    private static void assertForbidden(Optional<Denial> denial) {
        assertThat(denial).hasValueSatisfying(no -> assertThat(no.status()).isEqualTo(403));
    }
}
