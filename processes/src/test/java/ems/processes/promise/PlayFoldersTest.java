package ems.processes.promise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What a market that was killed left in the temporary folder goes as the next one starts; what another one plays in stays. */
class PlayFoldersTest {

    private static final long ALIVE = 17;
    private static final Instant NOW = Instant.parse("2026-06-21T12:00:00Z");

    @TempDir
    Path temporary;

    private Path folder(String name, Duration age) throws IOException {
        var folder = Files.createDirectories(temporary.resolve(name));
        Files.writeString(folder.resolve("played.log"), "played");
        Files.setLastModifiedTime(folder, FileTime.from(NOW.minus(age)));
        return folder;
    }

    @Test
    void only_what_nobody_plays_in_is_deleted() throws IOException {
        var hour = Duration.ofHours(1);
        var killed = folder("ems-promises-99-123", hour);
        var playing = folder("ems-promises-17-456", hour);
        var numberAgain = folder("ems-promises-17-789", Duration.ofHours(25));
        var early = folder("ems-promises1234567", Duration.ofHours(25));
        var foreign = folder("ems-promises-of-mine", Duration.ofDays(9));
        var link = Files.createSymbolicLink(temporary.resolve("ems-promises-98-1"), foreign);
        assertThat(PlayFolders.sweep(temporary, NOW, id -> id == ALIVE))
                .containsExactlyInAnyOrder(killed, numberAgain, early);
        assertThat(killed).doesNotExist();
        assertThat(playing.resolve("played.log")).exists();
        assertThat(foreign.resolve("played.log")).exists();
        assertThat(link).exists();
    }

    @Test
    void a_folder_is_named_by_its_market() {
        assertThat(PlayFolders.prefix())
                .isEqualTo("ems-promises-" + ProcessHandle.current().pid() + "-");
    }
}
