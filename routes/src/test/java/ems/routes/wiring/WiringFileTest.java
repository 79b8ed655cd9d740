package ems.routes.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.routes.table.TableRefused;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A table that is saved while the market runs takes effect as a whole, or not at all. */
class WiringFileTest {

    private static final String FIRST = Tables.text("a/b,,W,import,,L1,35");
    private static final String SECOND = Tables.text("a/b,,kW,import,,L1,35");

    @TempDir
    Path folder;

    @Test
    void another_table_in_the_folder_is_named() throws IOException {
        saved(FIRST);
        Files.writeString(folder.resolve("shelly.csv"), FIRST);
        Files.writeString(folder.resolve("notes.txt"), "");
        assertThat(WiringFile.passedOver(folder)).containsExactly("shelly.csv");
    }

    @Test
    void a_sound_table_takes_the_place_of_the_one_before() throws IOException {
        var file = saved(FIRST);
        var version = file.active().version();
        assertThat(file.look()).isFalse();
        save(SECOND);
        assertThat(file.look()).isTrue();
        assertThat(file.active().version()).isNotEqualTo(version);
        assertThat(file.look()).isFalse();
    }

    @Test
    void a_note_or_another_separator_changes_no_row_and_so_nothing() throws IOException {
        var file = saved(FIRST);
        save("# note,the meter hangs in the cellar\n" + FIRST);
        assertThat(file.look()).isFalse();
        save(FIRST.replace(',', ';'));
        assertThat(file.look()).isFalse();
        assertThat(file.active().version())
                .isEqualTo(WiringTable.parse(WiringFile.NAME, FIRST.getBytes(UTF_8))
                        .version());
    }

    @Test
    void a_bad_table_is_refused_as_a_whole_and_the_one_before_stays() throws IOException {
        var file = saved(FIRST);
        var version = file.active().version();
        save(Tables.text("a/b,,kW,import,,L1,35", "a/c,,Watt,production,,L1,35"));
        assertThat(file.look()).isTrue();
        assertThat(file.active().version()).isEqualTo(version);
        assertThat(file.refusal())
                .hasValueSatisfying(reason -> assertThat(reason)
                        .contains(
                                "row 3, column 'unit': 'Watt' is no unit",
                                "the table before stays, version " + version));
        save(SECOND);
        assertThat(file.look()).isTrue();
        assertThat(file.refusal()).isEmpty();
    }

    @Test
    void a_file_that_disappears_changes_nothing_and_is_told_once() throws IOException {
        var file = saved(FIRST);
        Files.delete(folder.resolve(WiringFile.NAME));
        assertThat(file.look()).isTrue();
        assertThat(file.look()).isFalse();
        assertThat(file.active().size()).isEqualTo(1);
        assertThat(file.refusal()).isPresent();
    }

    @Test
    void a_market_does_not_start_with_a_bad_table() throws IOException {
        save("topic");
        assertThatThrownBy(() -> new WiringFile(folder)).isInstanceOf(TableRefused.class);
    }

    @Test
    void nor_without_the_table_that_it_was_told_to_read() {
        assertThatThrownBy(() -> new WiringFile(folder)).hasMessageContaining("wiring.csv cannot be read");
    }

    private WiringFile saved(String text) throws IOException {
        save(text);
        return new WiringFile(folder);
    }

    private void save(String text) throws IOException {
        Files.writeString(folder.resolve(WiringFile.NAME), text);
    }
}
