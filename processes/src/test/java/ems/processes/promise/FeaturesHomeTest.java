package ems.processes.promise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Features are played in a home that looks like the market's, with other tables; what it leads to stays. */
class FeaturesHomeTest {

    @TempDir
    private Path folder;

    private FeaturesHome home;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("features/specification"));
        Files.writeString(folder.resolve("features/specification/one.feature"), "Feature: one");
        Files.createDirectories(folder.resolve("study/scenarios"));
        home = new FeaturesHome(folder);
    }

    private void built() throws IOException {
        Files.createDirectories(home.application());
        Files.writeString(home.application().resolve("quarkus-run.jar"), "jar");
        Files.createDirectories(home.steps());
        Files.createDirectories(home.libraries());
    }

    @Test
    void whatIsMissingIsSaidWithWhatToDo() throws IOException {
        assertThat(home.whyNot()).contains("This market does not run as a package: ./ems builds one.");
        Files.createDirectories(home.application());
        Files.writeString(home.application().resolve("quarkus-run.jar"), "jar");
        assertThat(home.whyNot())
                .contains("What plays the features is not built yet: run ./ems features once on this machine.");
        built();
        assertThat(home.whyNot()).isEmpty();
        assertThat(new FeaturesHome(folder.resolve("nowhere")).whyNot())
                .contains("This installation came without its features.");
    }

    @Test
    void theOtherHomeHasOtherTablesAndIsDeletedWithoutWhatItLeadsTo() throws IOException {
        built();

        var other = home.withTables(Map.of("pricing.csv", "rule".getBytes(StandardCharsets.UTF_8)));

        assertThat(other.resolve("rules/tables/pricing.csv")).hasContent("rule");
        assertThat(other.resolve("features/specification/one.feature")).hasContent("Feature: one");
        assertThat(other.resolve("processes/target/quarkus-app/quarkus-run.jar"))
                .exists();
        FeaturesHome.delete(other);
        assertThat(other).doesNotExist();
        assertThat(folder.resolve("features/specification/one.feature")).exists();
        assertThat(home.application().resolve("quarkus-run.jar")).exists();
    }

    @Test
    void aFeatureThatChangesMakesAnotherBuild() throws IOException {
        built();
        String build = home.build();
        assertThat(home.build()).isEqualTo(build);
        Files.writeString(folder.resolve("features/specification/one.feature"), "Feature: two");
        assertThat(home.build()).isNotEqualTo(build);
    }
}
