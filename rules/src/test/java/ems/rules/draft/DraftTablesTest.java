package ems.rules.draft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import ems.rules.RuleTables;
import ems.rules.draft.RowChange.Kind;
import ems.rules.table.SheetCells;
import ems.rules.table.TableText;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

/** What a draft's tables say, whoever saved them: their faults, their hash, and how they differ. */
class DraftTablesTest {

    private static final String PRICING = "pricing.csv";
    private static final String RELEASED =
            "An EV sells its energy at cost plus ten percent and never outside the grid's prices";
    private static final DraftTables SHIPPED = shipped();

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

    private static DraftTables pricing(String old, String changed) {
        String text = SHIPPED.text(PRICING);
        assertThat(text).contains(old);
        return SHIPPED.with(PRICING, text.replace(old, changed));
    }

    @Test
    void sound_tables_have_the_version_that_the_market_would_give_them() {
        assertThat(SHIPPED.findings()).isEmpty();
        assertThat(SHIPPED.version()).hasValue(SHIPPED.checked().version());
        assertThat(SHIPPED.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void a_fault_names_file_row_column_and_what_was_typed() {
        var draft = pricing("cost,,110,yes", "cost,,banana,yes");
        assertThat(draft.version()).isEmpty();
        assertThat(draft.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo(PRICING);
            assertThat(finding.row()).isEqualTo(8);
            assertThat(finding.column()).isEqualTo("percent (%)");
            assertThat(finding.typed()).isEqualTo("banana");
            assertThat(finding.reason()).contains("'banana'");
        });
    }

    @Test
    void a_fault_of_a_whole_row_says_nothing_of_a_cell() {
        var draft = pricing("# end", "Twice,released,,,,,0,,cost,,120,yes,\n# end");
        assertThat(draft.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.row()).isEqualTo(9);
            assertThat(finding.typed()).isEmpty();
            assertThat(finding.reason()).startsWith("overlaps row 8");
        });
    }

    @Test
    void a_spreadsheets_way_to_save_changes_neither_hash_nor_version_nor_difference() {
        var saved = pricing("cost,,110,yes,", "cost,,110.00,YES,");
        var everything = saved.with(PRICING, '\uFEFF' + saved.text(PRICING).replace("\n", "\r\n"));
        assertThat(saved.hash()).isEqualTo(SHIPPED.hash());
        assertThat(saved.version()).isEqualTo(SHIPPED.version());
        assertThat(saved.since(SHIPPED)).isEmpty();
        assertThat(SHIPPED.saysTheSame(PRICING, saved.text(PRICING))).isTrue();
        assertThat(everything.version()).isEqualTo(SHIPPED.version());
    }

    /** As a spreadsheet of many a country saves it. */
    private static String withSemicolons(String table) {
        return table.lines()
                .map(line -> line.startsWith("#") ? line.replaceFirst(",", ";") : line.replace(',', ';'))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    @Test
    void tables_that_were_saved_with_semicolons_are_kept_with_commas() {
        var saved = RuleTables.checking(
                SHIPPED.with(PRICING, withSemicolons(SHIPPED.text(PRICING))).contents());
        var draft = DraftTables.of(saved);
        assertThat(draft.text(PRICING)).contains("cost,,110,yes,").doesNotContain(";released");
        assertThat(draft.version()).hasValue(saved.version());
        assertThat(draft.hash()).isEqualTo(SHIPPED.hash());
    }

    @Test
    void what_is_no_table_yet_keeps_its_cells_where_they_are() {
        var half = withSemicolons(SHIPPED.text(PRICING))
                .replace(";110;", ";110,50;")
                .replace("# end", "A rule;released");
        var kept = SheetCells.kept(new TableText(PRICING, half.replace("\r\n", "\n")));
        assertThat(kept).contains("cost,,\"110,50\",yes,", "\nA rule,released,").doesNotContain(";released");
        assertThat(kept.lines().count()).isEqualTo(half.lines().count());
        var commas = SHIPPED.text(PRICING).replace("# end", "A rule; or two,released");
        assertThat(SheetCells.kept(new TableText(PRICING, commas))).isEqualTo(commas);
        assertThat(SheetCells.kept(new TableText(PRICING, "\"never closed"))).isEqualTo("\"never closed");
    }

    @Test
    void a_file_is_a_table_of_its_name_if_it_has_one_of_its_heads() {
        assertThat(SheetCells.isSuch(new TableText(PRICING, withSemicolons(SHIPPED.text(PRICING)))))
                .isTrue();
        assertThat(SheetCells.isSuch(new TableText(
                        PRICING, pricing("cost,,110,", "cost,,banana,").text(PRICING))))
                .isTrue();
        assertThat(SheetCells.isSuch(new TableText(PRICING, "anchor|demo|1|ab\nanchor|demo|2|cd\n")))
                .isFalse();
        assertThat(SheetCells.isSuch(new TableText(PRICING, ""))).isFalse();
        assertThat(SheetCells.isSuch(new TableText(PRICING, "\"never closed"))).isFalse();
    }

    @Test
    void another_cell_is_another_hash_sound_or_not() {
        var sound = pricing("cost,,110,", "cost,,105,");
        var unsound = pricing("cost,,110,", "cost,,banana,");
        assertThat(List.of(SHIPPED.hash(), sound.hash(), unsound.hash())).doesNotHaveDuplicates();
        assertThat(SHIPPED.saysTheSame(PRICING, sound.text(PRICING))).isFalse();
    }

    @Test
    void the_difference_names_rule_column_before_and_after() {
        var diff = pricing("cost,,110,", "cost,,105,").since(SHIPPED);
        assertThat(diff).singleElement().satisfies(table -> {
            assertThat(table.file()).isEqualTo(PRICING);
            assertThat(table.notes()).isEmpty();
            assertThat(table.rows())
                    .containsExactly(new RowChange(
                            Kind.CHANGED, RELEASED, 8, 8, List.of(new CellChange("percent (%)", "110", "105"))));
        });
    }

    @Test
    void rows_are_known_by_their_sentence_and_not_by_their_place() {
        var lines = SHIPPED.text(PRICING).lines().toList();
        var moved = String.join(
                        "\n",
                        List.of(
                                lines.get(0),
                                lines.get(1),
                                lines.get(2),
                                lines.get(3),
                                lines.get(4),
                                lines.get(7),
                                lines.get(5),
                                lines.get(6),
                                lines.get(8)))
                + "\n";
        assertThat(SHIPPED.with(PRICING, moved).since(SHIPPED))
                .singleElement()
                .satisfies(table -> assertThat(table.rows()).isEmpty());
        assertThat(SHIPPED.with(PRICING, moved.replace("cost,,110,", "cost,,105,"))
                        .since(SHIPPED)
                        .get(0)
                        .rows())
                .extracting(RowChange::rule, RowChange::rowBefore, RowChange::rowAfter)
                .containsExactly(tuple(RELEASED, 8, 6));
    }

    @Test
    void a_sentence_that_is_written_anew_is_the_same_rule() {
        var renamed = pricing("cost plus ten percent", "cost plus five percent");
        assertThat(renamed.since(SHIPPED).get(0).rows()).singleElement().satisfies(row -> {
            assertThat(row.kind()).isEqualTo(Kind.CHANGED);
            assertThat(row.cells()).extracting(CellChange::column).containsExactly("rule");
        });
        var both = renamed.with(PRICING, renamed.text(PRICING).replace("cost,,110,", "cost,,105,"));
        assertThat(both.since(SHIPPED).get(0).rows())
                .singleElement()
                .satisfies(row ->
                        assertThat(row.cells()).extracting(CellChange::column).containsExactly("rule", "percent (%)"));
    }

    @Test
    void a_rule_that_comes_and_one_that_goes_are_told_as_such() {
        var added = pricing("# end", "New,released,5,,,,0,,fixed price,7,,yes,\n# end");
        assertThat(added.since(SHIPPED).get(0).rows())
                .extracting(RowChange::kind, RowChange::rule)
                .containsExactly(tuple(Kind.ADDED, "New"));
        assertThat(SHIPPED.since(added).get(0).rows())
                .extracting(RowChange::kind, RowChange::rule)
                .containsExactly(tuple(Kind.REMOVED, "New"));
    }

    @Test
    void a_note_that_says_something_else_is_a_difference() {
        assertThat(pricing("# owner,Market pricing", "# owner,The board")
                        .since(SHIPPED)
                        .get(0)
                        .notes())
                .containsExactly(new CellChange("owner", "Market pricing", "The board"));
    }

    @Test
    void there_are_three_tables_and_no_other() {
        assertThatThrownBy(() -> SHIPPED.with("tariff.csv", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pricing.csv, soc-limits.csv, participation.csv");
        assertThatThrownBy(() -> new DraftTables(Map.of(PRICING, ""))).isInstanceOf(IllegalArgumentException.class);
    }
}
