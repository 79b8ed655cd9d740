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
        var folder = TownFolder.of(Optional.empty(), 5, 1);
        Files.writeString(folder.of("rsu-1").resolve("blocks.txt"), "a block");
        folder.close();
        assertThat(folder.root()).doesNotExist();
    }

    @Test
    void oneThatWasNamedStaysForATownOfTheSameSize() throws IOException {
        var named = home.resolve("my town");
        try (var folder = TownFolder.of(Optional.of(named), 5, 20)) {
            Files.writeString(folder.of("rsu-1").resolve("blocks.txt"), "a block");
        }
        try (var again = TownFolder.of(Optional.of(named), 5, 20)) {
            assertThat(again.of("rsu-1").resolve("blocks.txt")).hasContent("a block");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TownFolder.of(Optional.of(named), 6, 20))
                .withMessageContaining("is a town of this number of homes: 5, not 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TownFolder.of(Optional.of(named), 5, 1))
                .withMessageContaining("is a town of speed 20, not 1");
    }

    @Test
    void aSecondTownIsRefusedWhileOneRuns() throws IOException {
        var named = Optional.of(home.resolve("town"));
        try (var first = TownFolder.of(named, 5, 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TownFolder.of(named, 5, 1))
                    .withMessageContaining(first.root() + " is in use: another town runs there");
        }
        TownFolder.of(named, 5, 1).close();
    }

    @Test
    void aFolderOfSomethingElseIsLeftAlone() throws IOException {
        Files.writeString(home.resolve("thesis.txt"), "years of work");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TownFolder.of(Optional.of(home), 5, 20))
                .withMessageContaining("holds something else than a town");
        assertThat(home.resolve("thesis.txt")).hasContent("years of work");
    }
}
