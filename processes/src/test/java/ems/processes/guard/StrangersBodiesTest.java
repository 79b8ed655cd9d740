package ems.processes.guard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StrangersBodiesTest {

    private final StrangersBodies bodies = new StrangersBodies();

    @ParameterizedTest
    @ValueSource(strings = {"/api/login", "/api/login/", "/api/setup"})
    void aNameAndAPasswordStateTheirLength(String path) {
        assertThat(bodies.denialOf(Heads.head("POST", path, "Content-Length: 4096")))
                .isEmpty();
        assertThat(bodies.denialOf(Heads.head("POST", path)))
                .map(Denial::status)
                .contains(411);
        assertThat(bodies.denialOf(Heads.head("POST", path, "Transfer-Encoding: chunked")))
                .map(Denial::status)
                .contains(411);
        assertThat(bodies.denialOf(Heads.head("POST", path, "Transfer-Encoding: chunked", "Content-Length: 10")))
                .map(Denial::status)
                .contains(411);
    }

    @Test
    void andAreShort() {
        assertThat(bodies.denialOf(Heads.head("POST", "/api/login", "Content-Length: 4097")))
                .hasValueSatisfying(denial -> {
                    assertThat(denial.status()).isEqualTo(413);
                    assertThat(denial.problem()).contains("4097", "at most 4096");
                });
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/login", "POST, /api/grids/demo/readings", "POST, /api/logins"})
    void whatElseIsSentIsNotLookedAt(String method, String path) {
        assertThat(bodies.denialOf(Heads.head(method, path, "Transfer-Encoding: chunked")))
                .isEmpty();
    }
}
