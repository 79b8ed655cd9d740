package ems.routes.table;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StrictTableTest {

    private static final TableShape SHAPE = new TableShape(List.of("who", "what"), List.of(), 100_000, 2);
    private static final String HEADS = "who,what\n";
    private static final String END = "# end\n";

    private static StrictTable of(String text) {
        return StrictTable.of("table.csv", text.getBytes(UTF_8), SHAPE);
    }

    @Test
    void a_table_is_cut_at_the_separator_of_its_heads() {
        var table = of("# a note, with a comma\nwho;what\nL1;one, two\n\n  L2 ;\n" + END);
        assertThat(table.rows()).extracting(row -> row.text("what")).containsExactly("one, two", "");
        assertThat(table.rows()).extracting(TableRow::number).containsExactly(3, 5);
        assertThat(table.notes()).hasSize(1);
        assertThat(table.faults().isEmpty()).isTrue();
    }

    @Test
    void it_has_as_many_rows_and_notes_as_it_may() {
        assertThat(of(HEADS + "# 1\n# 2\nL1,a\nL2,b\n" + END).rows()).hasSize(2);
        assertThatThrownBy(() -> of(HEADS + "L1,a\nL2,b\nL3,c\n" + END))
                .isInstanceOf(TableRefused.class)
                .hasMessage("table.csv: it has more than 2 rows, or as many notes");
        assertThatThrownBy(() -> of(HEADS + "# 1\n# 2\n# 3\n" + END)).hasMessageContaining("more than 2 rows");
    }

    @Test
    void what_stands_below_too_many_rows_is_not_read() {
        assertThat(of(HEADS + "L1,a\nL2,b\nL3,c,d\n" + END).faults().count()).isEqualTo(1);
        assertThatThrownBy(() -> of(HEADS + "L1,a\nL2,b\nL3,c\nL4,c,d\n" + END))
                .hasMessage("table.csv: it has more than 2 rows, or as many notes");
    }

    @Test
    void of_many_faults_the_first_thousand_are_named() {
        var rows = String.join("", Collections.nCopies(1_001, "L1,a,b\n"));
        var faults = of(HEADS + rows + END).faults();
        assertThat(faults.count()).isEqualTo(1_001);
        assertThat(faults.asRefusal().faults()).hasSize(1_001).last().hasToString("table.csv: and 1 more");
    }
}
