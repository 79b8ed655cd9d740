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
        var libraries = Application.libraries();

        assertThat(libraries).isNotEmpty();
        assertThat(libraries.stream()
                        .filter(library -> lines.stream()
                                        .filter(line -> names(line, library))
                                        .count()
                                != 1))
                .isEmpty();
    }

    @Test
    void each_line_names_a_library_that_ships() throws IOException {
        var libraries = Application.libraries();

        assertThat(lines().stream().filter(line -> libraries.stream().noneMatch(library -> names(line, library))))
                .isEmpty();
    }

    /** Lines of libraries are the indented ones: {@code group:artifact}, or {@code group:*} for a whole group. */
    private static List<String> lines() throws IOException {
        try (var lines = Files.lines(Application.ofRepository("NOTICE"))) {
            return lines.filter(line -> line.startsWith("  "))
                    .map(String::strip)
                    .toList();
        }
    }

    private static boolean names(String line, Library library) {
        return line.equals(library.group() + ":" + library.artifact()) || line.equals(library.group() + ":*");
    }
}
