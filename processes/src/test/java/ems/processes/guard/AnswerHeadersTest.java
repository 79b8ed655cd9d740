package ems.processes.guard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/live/main.js",
                "/graphql",
                "/q/metrics",
                "/nothing",
                "/q/graphql-uix",
                "/x/q/graphql-ui/",
                "/q/swagger-ui.html"
            })
    void scripts_and_styles_come_from_files_of_the_market_only(String path) {
        assertThat(AnswerHeaders.contentSecurityPolicy(path))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
                .contains("frame-ancestors 'none'")
                .contains("base-uri 'none'")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/graphql-ui", "/q/graphql-ui/", "/q/swagger-ui/index.html"})
    void the_tools_pages_may_have_them_inside_and_are_framed_by_nobody_either(String path) {
        assertThat(AnswerHeaders.contentSecurityPolicy(path))
                .contains("script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; ")
                .contains("default-src 'none'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe-eval");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html;charset=UTF-8",
                "text/css",
                "Text/JavaScript; charset=utf-8",
                "application/javascript",
                "image/svg+xml",
                "font/woff2"
            })
    void pages_and_their_parts_are_asked_for_again(String type) {
        assertThat(AnswerHeaders.cacheControl(200, type)).isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "application/zip", "text/csv", ""})
    void nothing_else_is_kept(String type) {
        assertThat(AnswerHeaders.cacheControl(200, type)).isEqualTo("no-store");
    }

    @Test
    void what_has_not_changed_is_still_kept() {
        assertThat(AnswerHeaders.cacheControl(304, "")).isEqualTo("no-cache");
    }
}
