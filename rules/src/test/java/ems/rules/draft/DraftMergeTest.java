package ems.rules.draft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import ems.rules.RuleTables;
import ems.rules.draft.RowChange.Kind;

import static org.assertj.core.api.Assertions.assertThat;

/** What others changed is taken over rule by rule; what both changed is a conflict, and nothing is lost unseen. */
class DraftMergeTest {

    private static final String PRICING = "pricing.csv";
    private static final String LIMITS = "soc-limits.csv";
    private static final String NEW_RULE = "A dear car sells at its cost,released,40,,,,,,cost,,100,yes,\n# end";
    private static final DraftTables BASE = shipped();

    private static DraftTables shipped() {
        Map<String, String> texts = new HashMap<>();
        for (String file : RuleTables.FILES) {
            try {
                texts.put(file, Files.readString(Path.of("tables", file)));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return new DraftTables(texts);
    }

    private static DraftTables with(DraftTables tables, String file, String old, String changed) {
        assertThat(tables.text(file)).contains(old);
        return tables.with(file, tables.text(file).replace(old, changed));
    }

    private static DraftTables priced(String percent) {
        return with(BASE, PRICING, "cost,,110,", "cost,," + percent + ",");
    }

    private static DraftMerge merged(DraftTables theirs, DraftTables mine) {
        return DraftMerge.of(BASE, theirs, mine, number -> false);
    }

    @Test
    void a_rule_that_only_the_others_changed_is_taken_over_beside_the_own_change() {
        var mine = with(BASE, PRICING, ",50,", ",60,");
        var merge = merged(priced("105"), mine);
        assertThat(merge.isConflict()).isFalse();
        assertThat(merge.changes()).singleElement().satisfies(change -> {
            assertThat(change.file()).isEqualTo(PRICING);
            assertThat(change.theirs().kind()).isEqualTo(Kind.CHANGED);
            assertThat(change.theirs().cells()).containsExactly(new CellChange("percent (%)", "110", "105"));
        });
        assertThat(merge.tables().text(PRICING))
                .isEqualTo(with(mine, PRICING, "cost,,110,", "cost,,105,").text(PRICING));
        assertThat(merge.tables().findings()).isEmpty();
    }

    @Test
    void a_change_of_another_table_leaves_the_own_one_as_it_is() {
        var theirs = with(BASE, LIMITS, ",20,80,", ",30,80,");
        var merge = merged(theirs, priced("105"));
        assertThat(merge.tables().text(PRICING)).isEqualTo(priced("105").text(PRICING));
        assertThat(merge.tables().text(LIMITS)).isEqualTo(theirs.text(LIMITS));
    }

    @Test
    void a_rule_that_both_changed_is_a_conflict_in_which_one_side_counts() {
        var merge = merged(priced("105"), priced("107"));
        assertThat(merge.isConflict()).isTrue();
        assertThat(merge.changes().get(0).conflict())
                .hasValueSatisfying(conflict ->
                        assertThat(conflict.cells()).containsExactly(new CellChange("percent (%)", "105", "107")));
        assertThat(merge.tables().text(PRICING)).isEqualTo(priced("107").text(PRICING));
        assertThat(DraftMerge.of(BASE, priced("105"), priced("107"), number -> number == 0)
                        .tables()
                        .text(PRICING))
                .isEqualTo(priced("105").text(PRICING));
    }

    @Test
    void what_both_say_is_neither_taken_over_nor_a_conflict() {
        var merge = merged(priced("105"), priced("105.0"));
        assertThat(merge.changes()).isEmpty();
        assertThat(merge.tables()).isEqualTo(priced("105.0"));
        assertThat(merged(BASE, priced("105")).changes()).isEmpty();
    }

    @Test
    void a_new_rule_and_one_that_went_are_taken_over() {
        var theirs = with(
                with(BASE, PRICING, "# end", NEW_RULE),
                PRICING,
                BASE.text(PRICING)
                                .lines()
                                .filter(line -> line.contains("cost,,110,"))
                                .findFirst()
                                .orElseThrow() + "\n",
                "");
        var merge = merged(theirs, with(BASE, PRICING, ",50,", ",60,"));
        assertThat(merge.changes())
                .extracting(change -> change.theirs().kind())
                .containsExactlyInAnyOrder(Kind.ADDED, Kind.REMOVED);
        assertThat(merge.tables().text(PRICING))
                .contains("A dear car sells at its cost,released,40", ",60,")
                .doesNotContain("cost,,110,")
                .endsWith("# end\n");
    }

    @Test
    void a_rule_that_they_removed_and_the_draft_changed_is_a_conflict() {
        var gone = with(
                BASE,
                PRICING,
                BASE.text(PRICING)
                                .lines()
                                .filter(line -> line.contains("cost,,110,"))
                                .findFirst()
                                .orElseThrow() + "\n",
                "");
        var merge = merged(gone, priced("105"));
        assertThat(merge.changes().get(0).conflict())
                .hasValueSatisfying(conflict -> assertThat(conflict.kind()).isEqualTo(Kind.ADDED));
        assertThat(merge.tables()).isEqualTo(priced("105"));
        var other = merged(priced("105"), gone);
        assertThat(other.changes().get(0).conflict())
                .hasValueSatisfying(conflict -> assertThat(conflict.kind()).isEqualTo(Kind.REMOVED));
        assertThat(other.tables()).isEqualTo(gone);
        assertThat(DraftMerge.of(BASE, priced("105"), gone, number -> true)
                        .tables()
                        .text(PRICING))
                .contains("cost,,105,");
    }

    @Test
    void the_same_new_rule_with_other_cells_is_a_conflict() {
        var mine = with(BASE, PRICING, "# end", NEW_RULE.replace(",100,", ",101,"));
        var merge = merged(with(BASE, PRICING, "# end", NEW_RULE), mine);
        assertThat(merge.changes().get(0).conflict())
                .hasValueSatisfying(conflict ->
                        assertThat(conflict.cells()).containsExactly(new CellChange("percent (%)", "100", "101")));
        assertThat(merge.tables()).isEqualTo(mine);
    }

    @Test
    void a_note_is_taken_over_and_two_notes_are_a_conflict() {
        var owner = BASE.text(PRICING)
                .lines()
                .filter(line -> line.startsWith("# owner"))
                .findFirst()
                .orElseThrow();
        var theirs = with(BASE, PRICING, owner, "# owner,Board");
        var merge = merged(theirs, priced("105"));
        assertThat(merge.tables().text(PRICING)).contains("# owner,Board\n", "cost,,105,");
        var both = merged(theirs, with(BASE, PRICING, owner, "# owner,Desk"));
        assertThat(both.isConflict()).isTrue();
        assertThat(both.tables().text(PRICING)).contains("# owner,Desk\n");
    }

    @Test
    void rules_that_only_moved_are_no_change() {
        var lines = BASE.text(PRICING).lines().toList();
        int first = (int) lines.stream()
                        .takeWhile(line -> !line.startsWith("rule,"))
                        .count()
                + 1;
        var moved = BASE.text(PRICING)
                .replace(
                        lines.get(first) + "\n" + lines.get(first + 1) + "\n",
                        lines.get(first + 1) + "\n" + lines.get(first) + "\n");
        assertThat(moved).isNotEqualTo(BASE.text(PRICING));
        assertThat(merged(BASE.with(PRICING, moved), priced("105")).changes()).isEmpty();
    }
}
