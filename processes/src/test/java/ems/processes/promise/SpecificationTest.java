package ems.processes.promise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.processes.promise.Feature.Examples;
import ems.processes.promise.Feature.TableRow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Features are read as a person reads them, and each place in them stands for what is played there. */
class SpecificationTest {

    private static final String FEATURE = """
            Feature: Neither side loses
              Both prices are known
              beforehand.

              Background:
                Given the grid pays 6.4 p/kWh

              Example: loose
                When the period ends

              Rule: Halfway
                Why it is so.

                Scenario Outline: Halfway follows <pays>
                  Given a report
                    | pays | asks |
                    | 1    | 2    |
                  When it says
                    \"\"\"
                    banana
                    \"\"\"

                  Examples: in pence
                    | pays |
                    | 0    |
                    | -4   |

                Example: once
                  Then all is well
            """;

    @TempDir
    private Path folder;

    private List<Feature> features;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("pricing")).resolve("prices.feature"), FEATURE);
        features = new Specification(folder).features(Map.of("Halfway", List.of(new TableRow("pricing", 7))));
    }

    @Test
    void aFeatureHasItsWordsRulesScenariosAndExamples() {
        assertThat(features).hasSize(1);
        var feature = features.get(0);
        assertThat(feature.path()).isEqualTo("pricing/prices.feature");
        assertThat(feature.folder()).isEqualTo("pricing");
        assertThat(feature.description()).isEqualTo("Both prices are known\nbeforehand.");
        assertThat(feature.background()).extracting(Feature.Step::words).containsExactly("the grid pays 6.4 p/kWh");
        assertThat(feature.promises()).extracting(Feature.Promise::name).containsExactly("", "Halfway");
        var halfway = feature.promises().get(1);
        assertThat(halfway.description()).isEqualTo("Why it is so.");
        assertThat(halfway.rows()).containsExactly(new TableRow("pricing", 7));
        var outline = halfway.scenarios().get(0);
        assertThat(outline.steps().get(0).table()).containsExactly(List.of("pays", "asks"), List.of("1", "2"));
        assertThat(outline.steps().get(1).text()).isEqualTo("banana");
        assertThat(outline.examples()).extracting(Examples::heads).containsExactly(List.of("pays"));
        assertThat(outline.examples().get(0).rows())
                .extracting(Feature.ExampleRow::cells)
                .containsExactly(List.of("0"), List.of("-4"));
    }

    @Test
    void aPlaceIsAFolderAFileAScenarioOrOneOfItsRows() {
        var all = List.of(
                "pricing/prices.feature:8",
                "pricing/prices.feature:25",
                "pricing/prices.feature:26",
                "pricing/prices.feature:28");

        assertThat(Specification.playedAt(features, "")).isEqualTo(all);
        assertThat(Specification.playedAt(features, "pricing")).isEqualTo(all);
        assertThat(Specification.playedAt(features, "pricing/prices.feature")).isEqualTo(all);
        assertThat(Specification.playedAt(features, "pricing/prices.feature:14"))
                .isEqualTo(all.subList(1, 3));
        assertThat(Specification.playedAt(features, "pricing/prices.feature:26"))
                .isEqualTo(all.subList(2, 3));
        assertThat(Specification.playedAt(features, "pricing/prices.feature:28"))
                .isEqualTo(all.subList(3, 4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../pricing",
                "/etc/passwd",
                "pricing;rm",
                "--glue",
                "pricing/prices.feature:x",
                "pricing//x",
                "@file"
            })
    void whatIsNoPlaceIsRefused(String place) {
        assertThatThrownBy(() -> Specification.playedAt(features, place))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + place + "' is no place in the features");
    }

    @ParameterizedTest
    @ValueSource(strings = {"market", "pricing/other.feature", "pricing/prices.feature:3", "pric"})
    void aPlaceWhereNothingIsIsRefused(String place) {
        assertThatThrownBy(() -> Specification.playedAt(features, place))
                .hasMessage("there is no scenario at '" + place + "' in the features");
    }

    @Test
    void aFileThatIsNoFeatureIsNamedWithItsPlace() throws IOException {
        Files.writeString(
                folder.resolve("pricing/broken.feature"),
                "Feature: one\n  Scenario: two\n    Given three\n    Perhaps four\n");

        assertThatThrownBy(() -> new Specification(folder).features(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("pricing/broken.feature is no feature: (4:5)");
    }

    @Test
    void aHomeWithoutFeaturesHasNone() {
        assertThat(new Specification(folder.resolve("nowhere")).features(Map.of()))
                .isEmpty();
    }
}
