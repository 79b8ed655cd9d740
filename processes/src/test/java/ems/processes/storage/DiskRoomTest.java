package ems.processes.storage;

import java.nio.file.Path;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import ems.console.course.NoticeNow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A market pauses before its disk is full, and goes on when there is room again. */
class DiskRoomTest {

    private static final long RESERVE = 2_000_000;

    private OptionalLong free = OptionalLong.of(RESERVE);
    private final DiskRoom room = new DiskRoom(Path.of("data"), folder -> free, RESERVE);

    @Test
    void the_reserve_is_enough() {
        assertThat(room.shortage()).isEmpty();
    }

    @Test
    void a_byte_less_is_told_with_folder_value_bound_and_what_to_do() {
        free = OptionalLong.of(RESERVE - 1);
        assertThat(room.shortage())
                .map(NoticeNow::reason)
                .contains("the disk of the data folder data is full: 1.9 MB are free, and 2.0 MB is the least to go on"
                        + " with");
        assertThat(room.shortage())
                .map(NoticeNow::advice)
                .hasValueSatisfying(advice -> assertThat(advice).contains("Make room", "by itself"));
    }

    @Test
    void it_goes_on_with_half_as_much_again() {
        free = OptionalLong.of(0);
        assertThat(room.shortage()).isPresent();
        free = OptionalLong.of(RESERVE + RESERVE / 2 - 1);
        assertThat(room.shortage()).isPresent();
        free = OptionalLong.of(RESERVE + RESERVE / 2);
        assertThat(room.shortage()).isEmpty();
    }

    @Test
    void a_disk_that_does_not_say_is_not_full() {
        free = OptionalLong.empty();
        assertThat(room.shortage()).isEmpty();
    }

    @Test
    void a_reserve_below_nothing_is_refused() {
        assertThatThrownBy(() -> new DiskRoom(Path.of("data"), folder -> free, -1))
                .hasMessageContaining("ems.disk.reserve of -1 bytes");
    }
}
