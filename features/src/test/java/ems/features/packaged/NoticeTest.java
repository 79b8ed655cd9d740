package ems.features.packaged;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The file NOTICE names each library that ships, once, and no other. */
class NoticeTest {

    @Test
    void each_library_that_ships_is_on_one_line() throws IOException {
        var lines = lines();

        assertThat(Application.libraries())
                .isNotEmpty()
                .allSatisfy(library -> assertThat(lines.stream().filter(line -> names(line, library)))
                        .as(library)
                        .hasSize(1));
    }

    @Test
    void each_line_names_a_library_that_ships() throws IOException {
        var libraries = Application.libraries();

        assertThat(lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(libraries).as(line).anyMatch(library -> names(line, library)));
    }

    /** Lines of libraries are the indented ones: {@code group:artifact}, or {@code group:*} for a whole group. */
    private static List<String> lines() throws IOException {
        try (var lines = Files.lines(Application.ofRepository("NOTICE"))) {
            return lines.filter(line -> line.startsWith("  "))
                    .map(String::strip)
                    .toList();
        }
    }

    private static boolean names(String line, String library) {
        return line.equals(library) || line.endsWith(":*") && library.startsWith(line.substring(0, line.length() - 1));
    }
}
