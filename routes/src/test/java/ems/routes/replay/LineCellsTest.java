package ems.routes.replay;

import java.util.List;
import java.util.stream.IntStream;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

/** The cells of a line, found in its text. */
class LineCellsTest {

    @Property
    void separators_part_a_plain_line(
            @ForAll @Size(min = 1, max = 20) List<@CharRange(from = '0', to = '9') String> cells,
            @ForAll @IntRange(min = 0, max = 25) int expected) {
        assertThat(cells(LineCells.ofPlain(String.join(",", cells), ',', expected)))
                .isEqualTo(cells);
    }

    @Property
    void cells_that_were_read_already_may_hold_anything(@ForAll @Size(max = 20) List<String> cells) {
        assertThat(cells(LineCells.of(cells))).isEqualTo(cells);
    }

    @Example
    void an_empty_cell_stands_at_either_end() {
        assertThat(cells(LineCells.ofPlain(";1;", ';', 3))).containsExactly("", "1", "");
    }

    @Example
    void a_quote_or_a_second_line_is_not_plain() {
        assertThat(LineCells.isPlain("1,2")).isTrue();
        assertThat(LineCells.isPlain("1,\"2\"")).isFalse();
        assertThat(LineCells.isPlain("1\r2")).isFalse();
    }

    private static List<String> cells(LineCells line) {
        return IntStream.range(0, line.count()).mapToObj(line::cell).toList();
    }
}
