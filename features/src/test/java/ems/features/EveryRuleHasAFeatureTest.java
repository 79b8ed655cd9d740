package ems.features;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.features.packaged.Application;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules and their features travel together: each row of a decision table is a {@code Rule:} with examples. */
class EveryRuleHasAFeatureTest {

    private static final Path SPECIFICATION = Application.ofRepository("features/specification");

    @ParameterizedTest
    @ValueSource(strings = {"pricing", "soc-limits", "participation"})
    void each_rule_of_a_table_is_a_rule_of_its_feature(String table) throws IOException {
        assertThat(rulesOfFeatures(table))
                .containsAll(RuleTable.ofRepository(table).rules());
    }

    private static List<String> rulesOfFeatures(String capability) throws IOException {
        try (var files = Files.list(SPECIFICATION.resolve(capability))) {
            return files.flatMap(EveryRuleHasAFeatureTest::lines)
                    .map(String::strip)
                    .filter(line -> line.startsWith("Rule:"))
                    .map(line -> line.substring("Rule:".length()).strip())
                    .toList();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
