package ems.processes.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import ems.processes.api.ApiDocument.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/** The document of the addresses is whole: each address, each number with its unit, an example of each body that holds. */
class ApiDocumentTest {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    /** Pages, and the way back from an organisation's login: not for programs. */
    private static final Set<String> FOR_BROWSERS = Set.of(
            "GET /operations/{grid}/{start}",
            "GET /operations/refused",
            "GET /rules/approvals",
            "GET /rules/history",
            "GET /rules/drafts/{id}",
            "GET /login/sso");
    /** Camel's, which are no classes: {@code DocumentedApiTest} sends to each. */
    private static final Set<String> DOORS = Set.of(
            "POST /api/grids/{grid}/readings",
            "POST /api/grids/{grid}/corrections",
            "POST /api/grids/{grid}/vehicles/status",
            "POST /api/grids/{grid}/bids",
            "POST /api/grids/{grid}/forecasts",
            "POST /api/grids/{grid}/exchanges");

    private final ApiDocument document = ApiDocument.shipped();

    @Test
    void each_address_of_the_market_stands_in_it_and_no_other() {
        var served = new TreeSet<>(DOORS);
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("ems")) {
            if (each.isAnnotatedWith(Path.class)) {
                each.getMethods().forEach(method -> served.addAll(addresses(each, method)));
            }
        }
        served.removeAll(FOR_BROWSERS);
        assertThat(document.operations()).extracting(Operation::toString).containsExactlyInAnyOrderElementsOf(served);
    }

    private static List<String> addresses(JavaClass resource, JavaMethod method) {
        String path = resource.getAnnotationOfType(Path.class).value()
                + (method.isAnnotatedWith(Path.class)
                        ? method.getAnnotationOfType(Path.class).value()
                        : "");
        return method.getAnnotations().stream()
                .filter(each -> each.getRawType().isAnnotatedWith(HttpMethod.class))
                .map(each ->
                        each.getRawType().getAnnotationOfType(HttpMethod.class).value() + " " + path)
                .toList();
    }

    @Test
    void each_number_has_a_unit() {
        List<String> without = new ArrayList<>();
        document.schemas().properties().forEach(entry -> numbersWithoutUnit(entry.getKey(), entry.getValue(), without));
        assertThat(without).isEmpty();
    }

    private static void numbersWithoutUnit(String place, JsonNode schema, List<String> without) {
        var type = schema.path("type").asText();
        if ((type.equals("number") || type.equals("integer")) && !schema.has("x-unit")) {
            without.add(place);
        }
        schema.path("properties")
                .properties()
                .forEach(entry -> numbersWithoutUnit(place + "." + entry.getKey(), entry.getValue(), without));
        for (String inner : List.of("items", "additionalProperties")) {
            if (schema.path(inner).isObject()) {
                numbersWithoutUnit(place + "." + inner, schema.path(inner), without);
            }
        }
    }

    @Test
    void each_body_has_an_example_that_fits_its_schema() {
        List<String> faults = new ArrayList<>();
        for (Operation operation : document.operations()) {
            check(operation + " sends", operation.node().path("requestBody").path("content"), faults);
            document.responses(operation)
                    .forEach((status, response) ->
                            check(operation + " answers " + status, response.path("content"), faults));
        }
        assertThat(faults).isEmpty();
    }

    private void check(String place, JsonNode content, List<String> faults) {
        content.properties().forEach(entry -> {
            var body = entry.getValue();
            var type = entry.getKey();
            if (type.equals(JSON) || type.equals(PROBLEM)) {
                if (body.has("example")) {
                    document.faults(body.path("schema"), body.path("example"))
                            .forEach(fault -> faults.add(place + ": " + fault));
                } else {
                    faults.add(place + ": no example");
                }
            }
        });
    }

    @Test
    void each_address_says_what_it_is_and_how_it_refuses() {
        assertThat(document.operations()).allSatisfy(operation -> {
            assertThat(operation.node().path("summary").asText()).isNotBlank();
            assertThat(operation.id()).isNotBlank();
            assertThat(operation.node().path("tags")).hasSize(1);
            assertThat(operation.parameters())
                    .allSatisfy(parameter -> assertThat(parameter.has("example"))
                            .as(parameter.path("name").asText())
                            .isTrue());
            var responses = document.responses(operation);
            assertThat(responses.keySet()).anyMatch(status -> status.startsWith("2"));
            if (!operation.needs().isEmpty()) {
                assertThat(responses).containsKeys("401", "403");
            }
            if (operation.path().contains("{grid}")) {
                assertThat(responses).containsKey("404");
            }
            responses.forEach((status, response) -> {
                if (status.compareTo("400") >= 0) {
                    assertThat(response.path("content").has(PROBLEM)).as(status).isTrue();
                }
            });
        });
        assertThat(document.byId()).hasSameSizeAs(document.operations());
    }
}
