package ems.processes.login;

import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ems.people.role.Right;
import ems.people.role.Scope;
import ems.processes.api.ApiDocument;
import ems.processes.api.ApiDocument.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/** What the document says of who may ask is what the filter asks for. */
class DocumentedNeedsTest {

    private final Addresses addresses = new Addresses();

    static Stream<Operation> operations() {
        return ApiDocument.shipped().operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void the_right_that_is_named_is_the_one_that_is_needed(Operation operation) {
        var path = operation.path().replaceAll("\\{[a-z]+}", "x");
        var need = addresses.of(operation.method(), path);
        assertThat(need).isNotInstanceOf(Need.Closed.class);
        if (operation.needs().isEmpty()) {
            assertThat(need).isNotInstanceOf(Need.Having.class);
        } else {
            boolean own = operation.needs().startsWith("own:");
            var right = Arrays.stream(Right.values())
                    .filter(each -> each.text().equals(operation.needs().replace("own:", "")))
                    .findFirst()
                    .orElseThrow();
            assertThat(need).isEqualTo(new Need.Having(right, own ? Scope.OWN : Scope.ALL));
        }
    }
}
