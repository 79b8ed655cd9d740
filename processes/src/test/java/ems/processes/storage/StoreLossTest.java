package ems.processes.storage;

import java.io.IOException;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Each way to lose a database is said in one sentence, without the name of an exception. */
class StoreLossTest {

    @TempDir
    Path data;

    @Test
    void a_folder_that_is_gone() {
        assertThat(StoreLoss.of(data, true, null)).contains(data.toString(), "is gone");
    }

    @Test
    void a_disk_that_was_full_when_it_happened() {
        var cause = new IllegalStateException("Writing failed", new IOException("No space left on device"));
        assertThat(StoreLoss.of(data, false, cause)).isEqualTo("the disk of the data folder " + data + " is full");
    }

    @Test
    void a_folder_that_takes_no_file() {
        var nowhere = data.resolve("nowhere");
        assertThat(StoreLoss.of(nowhere, false, null)).contains(nowhere.toString(), "cannot be written");
        assertThat(StoreLoss.unwritable(data)).isEmpty();
    }

    @Test
    void a_database_that_cannot_be_used_any_more() {
        assertThat(StoreLoss.of(data, false, new IllegalStateException("chunk 7")))
                .contains(data.toString(), "./ems restore")
                .doesNotContain("Exception");
    }
}
