package ems.processes.guard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TypedBodiesTest {

    private static final String SKIP = "/management/processes/runMatchingPeriod/instances/1/skip";

    private final TypedBodies bodies = new TypedBodies();

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1", "Content-Length: 65536", "Transfer-Encoding: chunked"})
    void a_body_needs_a_type(String announced) {
        for (String path : new String[] {SKIP, "/graphql", "/api/grids/demo/readings"}) {
            assertThat(bodies.denialOf(Heads.head("POST", path, announced))).hasValueSatisfying(denial -> {
                assertThat(denial.status()).isEqualTo(415);
                assertThat(denial.problem()).contains("POST " + path).contains("Content-Type");
            });
            assertThat(bodies.denialOf(Heads.head("POST", path, announced, "Content-Type: text/plain")))
                    .isEmpty();
        }
    }

    @Test
    void a_blank_type_is_none() {
        assertThat(bodies.denialOf(Heads.head("PUT", "/x", "Content-Length: 1", "Content-Type:  ")))
                .isPresent();
    }

    @Test
    void nothing_needs_no_type() {
        assertThat(bodies.denialOf(Heads.head("POST", SKIP))).isEmpty();
        assertThat(bodies.denialOf(Heads.head("POST", SKIP, "Content-Length: 0")))
                .isEmpty();
        assertThat(bodies.denialOf(Heads.head("GET", "/"))).isEmpty();
    }
}
