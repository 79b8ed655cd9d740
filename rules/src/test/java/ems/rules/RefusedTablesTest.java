package ems.rules;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.rules.table.Fault;
import ems.rules.table.TablesRefused;

import static ems.rules.Tables.LIMITS;
import static ems.rules.Tables.PARTICIPATION;
import static ems.rules.Tables.PRICING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Every way in which a table can be wrong is refused with its file, row, column and a reason. */
class RefusedTablesTest {

    @ParameterizedTest(name = "{0}: ''{1}'' -> ''{2}''")
    @DisplayName("A cell that cannot be read is refused where it stands")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "pricing.csv; ,cost,,110,; ,cost,,1001,; 8; percent (%); outside [0, 1000]",
                "pricing.csv; ,,50,yes; ,,101,yes; 7; percent (%); outside [0, 100]",
                "pricing.csv; ,,50,yes; ,,-1,yes; 7; percent (%); outside [0, 100]",
                "pricing.csv; ,,50,yes; ,,50.001,yes; 7; percent (%); more decimals",
                "pricing.csv; ,,50,yes; ,,fifty,yes; 7; percent (%); not a number",
                "pricing.csv; ,,50,yes; ,,1e2,yes; 7; percent (%); not a number",
                "pricing.csv; ,,50,yes; ,,NaN,yes; 7; percent (%); not a number",
                "pricing.csv; ,,50,yes; ,,,yes; 7; percent (%); is blank",
                "pricing.csv; ,,50,yes; ,12,50,yes; 7; fixed price (p/kWh); must be blank",
                "pricing.csv; `,,50,yes`; `,,\"50,5\",yes`; 7; percent (%); decimal comma",
                "pricing.csv; ,,50,yes; ,,50,maybe; 7; bounded by grid; not one of: yes, no",
                "pricing.csv; ,,50,yes; ,,50,; 7; bounded by grid; is blank",
                "pricing.csv; split of grid prices; half; 7; base; not one of",
                "pricing.csv; split of grid prices; fixed price; 7; fixed price (p/kWh); is blank",
                "pricing.csv; ,stored,; ,sideways,; 7; direction; not one of: stored, released, direct",
                "pricing.csv; ,stored,,; ,stored,99999,; 7; cost from (p/kWh); outside [-10000, 10000]",
                "pricing.csv; ,stored,,,; ,stored,5,5,; 7; cost from (p/kWh); is not under below",
                "pricing.csv; ,stored,,,; ,stored,6,5,; 7; cost from (p/kWh); is not under below",
                "pricing.csv; ,stored,,,; ,stored,0.00001,,; 7; cost from (p/kWh); more decimals",
                "pricing.csv; 110,yes,; 110,yes,,extra; 8; ``; has 14 cells where the heads have 13",
                "pricing.csv; 110,yes,; 110,yes; 8; ``; has 12 cells",
                "pricing.csv; 110,yes,; 110,yes,because; 8; percent (%); must be blank: the row refuses",
                "pricing.csv; An EV sells its; =An EV sells its; 8; rule; formula",
                "pricing.csv; An EV sells its; +An EV sells its; 8; rule; formula",
                "pricing.csv; An EV sells its; -An EV sells its; 8; rule; formula",
                "pricing.csv; An EV sells its; @An EV sells its; 8; rule; formula",
                "pricing.csv; An EV sells its; An EV|sells its; 8; rule; character |",
                "pricing.csv; An EV sells its; An EV\u202esells its; 8; rule; invisible",
                "pricing.csv; An EV sells its; An EV\u0007sells its; 8; rule; control",
                "pricing.csv; the grid's sell price exceeds; =the grid's sell price exceeds; 6; refuse with reason; formula",
                "soc-limits.csv; ,20,80,; ,81,80,; 8; floor (%); above the ceiling",
                "soc-limits.csv; ,20,80,; ,20,,; 8; ceiling (%); is blank",
                "soc-limits.csv; ,yes,901,; ,yes,901.5,; 7; status age from (s); more decimals",
                "soc-limits.csv; ,,901,; ,,0,; 8; status age below (s); nothing lies below",
                "participation.csv; ,yes,no,; ,yes,nein,; 8; revoked; not one of: yes, no",
                "participation.csv; 10081,,yes,no; 0,,yes,no; 8; accepted bid from (periods ago); outside [1,",
                "participation.csv; 10081,,yes,no; 10081,,yes,; 8; may release; is blank",
            })
    void cells(String file, String old, String changed, int row, String column, String reason) {
        String firstColumn = column == null ? "" : column;

        assertThat(faults(Tables.shipped().edited(file, unblank(old), unblank(changed))))
                .anySatisfy(fault -> {
                    assertThat(fault.file()).isEqualTo(file);
                    assertThat(fault.row()).isEqualTo(row);
                    assertThat(fault.column()).isEqualTo(firstColumn);
                    assertThat(fault.reason()).contains(reason);
                });
    }

    private static String unblank(String text) {
        return text.replace("``", "");
    }

    @Test
    @DisplayName("All faults of all files are told at once")
    void allAtOnce() {
        var faults = faults(Tables.shipped()
                .edited(PRICING, "110,yes", "1100,maybe")
                .edited(LIMITS, "20,80", "x,80")
                .without(PARTICIPATION));

        assertThat(faults).extracting(Fault::file).containsExactly(PRICING, PRICING, LIMITS, PARTICIPATION);
        assertThat(faults.get(0))
                .hasToString("pricing.csv row 8, column 'bounded by grid': 'maybe' is not one of: yes, no");
        assertThat(faults.get(3)).hasToString("participation.csv: the file is missing");
    }

    @Test
    @DisplayName("Columns are known by name: unknown, missing, doubled and displaced ones are refused")
    void columns() {
        assertThat(reasons(Tables.shipped().edited(PRICING, "percent (%)", "percent (p)")))
                .contains("pricing.csv row 5, column 'percent (p)': unknown column")
                .contains("pricing.csv row 5, column 'percent (%)': the column is missing");
        assertThat(reasons(Tables.shipped().edited(PRICING, ",base,", ",percent (%),")))
                .contains("column 'percent (%)': the column stands twice");
        assertThat(reasons(Tables.shipped().edited(PARTICIPATION, "rule,enrolled", "enrolled,rule")))
                .contains("column 'rule': must be the first column");
    }

    @Test
    @DisplayName("The notes above the columns are asked for")
    void notes() {
        assertThat(reasons(Tables.shipped().edited(PRICING, "# owner", "# boss")))
                .contains("'# owner'");
        assertThat(reasons(Tables.shipped().edited(PRICING, "# owner,Market pricing", "# owner,")))
                .contains("'# owner'");
        assertThat(reasons(Tables.shipped().edited(PRICING, "# question", "# q")))
                .contains("'# question'");
    }

    @Test
    @DisplayName("A table without rules is refused")
    void empty() {
        assertThat(reasons(Tables.shipped().with(PRICING, new byte[0]))).contains("the table is empty");
        assertThat(reasons(Tables.shipped().withRules(PRICING))).contains("it has no rule");
    }

    @Test
    @DisplayName("A table that is cut off anywhere is refused")
    void cutOff() {
        byte[] whole = Tables.shipped().contents().get(PRICING);
        int textLength = new String(whole, StandardCharsets.UTF_8).strip().length();

        for (int length = 0; length < textLength; length++) {
            assertThat(faults(Tables.shipped().with(PRICING, Arrays.copyOf(whole, length))))
                    .isNotEmpty();
        }
        assertThat(Tables.shipped()
                        .with(PRICING, Arrays.copyOf(whole, textLength))
                        .checked()
                        .pricing()
                        .rows())
                .hasSize(3);
        assertThat(reasons(Tables.shipped().edited(PRICING, "# end", "# end\nmore,")))
                .contains("stands below '# end'");
    }

    @Test
    @DisplayName("Wrong encodings, huge files, long cells and open quotes are refused")
    void texts() {
        String text = Tables.shipped().text(PRICING);

        assertThat(reasons(Tables.shipped()
                        .with(PRICING, text.replace("An EV", "An \u00c9V").getBytes(StandardCharsets.ISO_8859_1))))
                .contains("row 8: the text is not UTF-8");
        assertThat(faults(Tables.shipped().with(PRICING, text.getBytes(StandardCharsets.UTF_16))))
                .isNotEmpty();
        assertThat(reasons(Tables.shipped().with(PRICING, new byte[1_000_001]))).contains("more than 1000000");
        assertThat(reasons(Tables.shipped().edited(PRICING, "An EV", "An EV " + "x".repeat(300))))
                .contains("more than 300");
        assertThat(reasons(Tables.shipped().edited(PRICING, "An EV sells", "\"An EV sells")))
                .contains("the last row must be '# end': the file is cut off");
        assertThat(reasons(Tables.shipped().edited(PRICING, "An EV sells", "\"An EV\"\" \nsells\" ")))
                .contains("pricing.csv");
    }

    @Test
    @DisplayName("A spreadsheet's byte order mark, line ends and trailing blanks are no change")
    void spreadsheets() {
        String text = Tables.shipped().text(PRICING);
        String saved = "\uFEFF" + text.replace("\n", "\r\n");

        assertThat(Tables.shipped()
                        .with(PRICING, saved.getBytes(StandardCharsets.UTF_8))
                        .checked()
                        .version())
                .isEqualTo(Tables.shipped().checked().version());
        assertThat(Tables.shipped()
                        .edited(PRICING, "# end", "# end,,,,,,,,,,,,\n,,,,,,,,,,,,")
                        .checked()
                        .pricing()
                        .rows())
                .hasSize(3);
        assertThat(Tables.shipped()
                        .edited(PRICING, "110,yes,", "110,yes,,, ,")
                        .edited(PRICING, "refuse with reason", "refuse with reason,,")
                        .checked()
                        .pricing()
                        .rows())
                .hasSize(3);
    }

    @Test
    @DisplayName("A table of more than five hundred rules is refused")
    void tooManyRules() {
        assertThat(reasons(Tables.shipped().withRules(LIMITS, alike(500)))).doesNotContain("rules, more than");
        assertThat(reasons(Tables.shipped().withRules(LIMITS, alike(501))))
                .contains("the table has 501 rules, more than 500");
    }

    private static String[] alike(int rules) {
        return IntStream.range(0, rules)
                .mapToObj(i -> "Rule " + i + ",,,,,,,,20,80,")
                .toArray(String[]::new);
    }

    @Test
    @DisplayName("The same sentence twice and rows that fit the same case are refused")
    void twins() {
        assertThat(reasons(Tables.shipped()
                        .edited(PARTICIPATION, "An EV that is not enrolled", "an EV whose enrolment is revoked")))
                .contains("row 7, column 'rule': is the same sentence as in row 6");
        assertThat(reasons(Tables.shipped().edited(LIMITS, "yes,901,", "yes,900,")))
                .contains("soc-limits.csv row 8: overlaps row 7: both fit plugged in yes, status age 900 s");
        assertThat(reasons(Tables.shipped().edited(PRICING, ",,0,,split", ",,,,split")))
                .contains("row 7: overlaps row 6");
    }

    static List<Fault> faults(Tables tables) {
        var refused = catchThrowableOfType(TablesRefused.class, tables::checked);
        assertThat(refused).as("the tables are refused").isNotNull();
        return refused.faults();
    }

    private static String reasons(Tables tables) {
        return faults(tables).stream().map(Fault::toString).collect(Collectors.joining("\n"));
    }
}
