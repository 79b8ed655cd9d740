package ems.processes.guard;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class KnownMethodsTest {

    private final KnownMethods methods = new KnownMethods();

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE"})
    void methods_that_some_address_takes_pass(String method) {
        assertThat(methods.denialOf(Heads.head(method, "/"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "OPTIONS", "PATCH", "PROPFIND", "get"})
    void others_are_told_which_do(String method) {
        assertThat(methods.denialOf(Heads.head(method, "/"))).hasValueSatisfying(denial -> {
            assertThat(denial.status()).isEqualTo(405);
            assertThat(denial.problem()).contains(method);
            assertThat(denial.headers()).containsEntry("Allow", "GET, HEAD, POST, PUT, DELETE");
        });
    }
}
