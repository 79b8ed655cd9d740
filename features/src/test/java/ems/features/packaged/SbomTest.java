package ems.features.packaged;

import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** The list of what the application consists of (CycloneDX) is complete, and keeps libraries out that would bind its licence. */
class SbomTest {

    @Test
    void each_library_that_ships_is_listed_with_its_version() throws IOException {
        var listed = components().stream().map(SbomTest::library).toList();

        assertThat(Application.libraries()).isNotEmpty();
        assertThat(Application.libraries().stream().filter(library -> !listed.contains(library)))
                .isEmpty();
    }

    @Test
    void each_library_is_under_a_licence_other_than_the_GPL() throws IOException {
        assertThat(components().stream()
                        .filter(component -> licences(component).stream().allMatch(SbomTest::isGpl))
                        .map(SbomTest::library))
                .isEmpty();
    }

    /** The lesser GPL does not reach beyond the library itself. */
    private static boolean isGpl(String licence) {
        return licence.matches("A?GPL-.*|GNU (Affero )?General Public.*");
    }

    private static List<String> licences(JsonNode component) {
        return list(component.path("licenses")).stream()
                .map(licence -> licence.path("license"))
                .map(licence -> licence.path("id").asText(licence.path("name").asText()))
                .toList();
    }

    private static Library library(JsonNode component) {
        return new Library(
                component.path("group").asText(),
                component.path("name").asText(),
                component.path("version").asText());
    }

    private static List<JsonNode> components() throws IOException {
        var sbom = Application.ofRepository("processes/target/sbom.json");
        assumeThat(sbom).as("a build that is offline lists nothing").exists();

        return list(new ObjectMapper().readTree(sbom.toFile()).path("components"));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
