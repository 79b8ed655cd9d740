package ems.processes.town;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** A folder that a person named is kept, for a town of the same size; any other goes with its town. */
class TownFolderTest {

    @TempDir
    Path home;

    @Test
    void oneThatNobodyNamedGoesWithTheTown() throws IOException {
        var folder = TownFolder.of(Optional.empty(), 5);
        Files.writeString(folder.of("rsu-1").resolve("blocks.txt"), "a block");
        folder.close();
        assertThat(folder.root()).doesNotExist();
    }

    @Test
    void oneThatWasNamedStaysForATownOfTheSameSize() throws IOException {
        var named = home.resolve("my town");
        try (var folder = TownFolder.of(Optional.of(named), 5)) {
            Files.writeString(folder.of("rsu-1").resolve("blocks.txt"), "a block");
        }
        try (var again = TownFolder.of(Optional.of(named), 5)) {
            assertThat(again.of("rsu-1").resolve("blocks.txt")).hasContent("a block");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TownFolder.of(Optional.of(named), 6))
                .withMessageContaining("is a town of 5 homes, not of 6");
    }

    @Test
    void aFolderOfSomethingElseIsLeftAlone() throws IOException {
        Files.writeString(home.resolve("thesis.txt"), "years of work");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TownFolder.of(Optional.of(home), 5))
                .withMessageContaining("holds something else than a town");
        assertThat(home.resolve("thesis.txt")).hasContent("years of work");
    }
}
