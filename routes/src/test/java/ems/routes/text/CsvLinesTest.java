package ems.routes.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CsvLinesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\nb\n", "a\r\nb\r\n", "\uFEFFa\nb"})
    void aLineEndsInEitherWayAndTheLastOneNeedsNone(String text) throws IOException {
        assertThat(texts(text)).containsExactly("a", "b");
    }

    @Test
    void anEmptyFileHasNoLines() throws IOException {
        assertThat(texts("")).isEmpty();
        assertThat(texts("\n\n")).containsExactly("", "");
    }

    @Test
    void linesMayCrossTheChunksTheyAreReadIn() throws IOException {
        var line = "x".repeat(65_535);
        assertThat(texts(line + "\n" + line + "y\n" + line + line + "\n"))
                .containsExactly(line, line + "y", line + line);
    }

    @Test
    void theLongestLineIsReadAndOneCharacterMoreIsNot() throws IOException {
        var longest = "x".repeat(CsvLines.LONGEST);
        var lines = lines(longest + "\n" + longest + "y\nz");
        assertThat(lines).extracting(CsvLine::number).containsExactly(1L, 2L, 3L);
        assertThat(lines.get(0).fault()).isNull();
        assertThat(lines.get(1).fault()).contains("262144");
        assertThat(lines.get(1).text()).hasSize(1_000);
        assertThat(lines.get(2)).isEqualTo(new CsvLine(3, "z", null));
    }

    private List<String> texts(String text) throws IOException {
        return lines(text).stream().map(CsvLine::text).toList();
    }

    private List<CsvLine> lines(String text) throws IOException {
        var file = Files.writeString(folder.resolve("lines.csv"), text);
        List<CsvLine> all = new ArrayList<>();
        try (var lines = CsvLines.of(file)) {
            for (var some = lines.next(2); !some.isEmpty(); some = lines.next(2)) {
                all.addAll(some);
            }
        }
        return all;
    }
}
