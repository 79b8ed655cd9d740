package ems.rules;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.rules.table.Fault;
import ems.rules.table.TablesRefused;

import static ems.rules.Tables.LIMITS;
import static ems.rules.Tables.PARTICIPATION;
import static ems.rules.Tables.PRICING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A table that a spreadsheet saved unchanged is the same table; what cannot be one is refused for its one cause. */
class TablesOfSpreadsheetsTest {

    private static final QuoteStrategy ONLY_WHERE_NEEDED = null;

    /** How a spreadsheet saves a table. */
    private record Saving(char separator, boolean padded, QuoteStrategy quotes, LineDelimiter lines, String start) {

        String of(String table) {
            var rows = rows(table);
            int width = rows.stream().mapToInt(List::size).max().orElseThrow();
            var text = new StringWriter();
            var builder = CsvWriter.builder().fieldSeparator(separator).lineDelimiter(lines);
            try (var writer = (quotes == null ? builder : builder.quoteStrategy(quotes)).build(text)) {
                for (List<String> row : rows) {
                    List<String> cells = new ArrayList<>(row);
                    while (padded && cells.size() < width) {
                        cells.add("");
                    }
                    writer.writeRecord(cells);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return start + text;
        }
    }

    static Stream<Arguments> savings() {
        return Stream.of(
                Arguments.of("padded, quotes dropped", new Saving(',', true, ONLY_WHERE_NEEDED, LineDelimiter.LF, "")),
                Arguments.of("not padded", new Saving(',', false, ONLY_WHERE_NEEDED, LineDelimiter.LF, "")),
                Arguments.of("mark and CR LF", new Saving(',', true, ONLY_WHERE_NEEDED, LineDelimiter.CRLF, "\uFEFF")),
                Arguments.of("CR", new Saving(',', true, ONLY_WHERE_NEEDED, LineDelimiter.CR, "")),
                Arguments.of("all quoted", new Saving(',', true, QuoteStrategies.ALWAYS, LineDelimiter.CRLF, "")),
                Arguments.of("semicolons", new Saving(';', true, ONLY_WHERE_NEEDED, LineDelimiter.CRLF, "\uFEFF")),
                Arguments.of("tabs", new Saving('\t', false, ONLY_WHERE_NEEDED, LineDelimiter.LF, "")),
                Arguments.of("bars", new Saving('|', true, ONLY_WHERE_NEEDED, LineDelimiter.LF, "")),
                Arguments.of(
                        "named tabs", new Saving('\t', true, QuoteStrategies.ALWAYS, LineDelimiter.CRLF, "sep=\t\r\n")),
                Arguments.of(
                        "named semicolons", new Saving(';', true, ONLY_WHERE_NEEDED, LineDelimiter.LF, "\"sep=;\"\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("savings")
    @DisplayName("Saved unchanged, a table keeps its version and its rows")
    void unchanged(String how, Saving saving) {
        var saved = savedBy(saving::of);

        assertThat(saved.checked().version())
                .isEqualTo(Tables.shipped().checked().version());
        assertThat(saved.checked().pricing().rows())
                .isEqualTo(Tables.shipped().checked().pricing().rows());
    }

    @Test
    @DisplayName("The versions of the shipped tables are those of all markets that run by them")
    void shippedVersions() {
        var shipped = Tables.shipped().checked();

        assertThat(shipped.texts())
                .allSatisfy(text -> assertThat(text.version())
                        .isIn(
                                shipped.pricing().version(),
                                shipped.limits().version(),
                                shipped.participation().version()));
    }

    @ParameterizedTest(name = "{0}: ''{1}'' -> ''{2}''")
    @DisplayName("Whatever changes what a table says changes its version")
    @CsvSource(
            delimiter = ';',
            value = {
                "pricing.csv; ,110,; ,110.01,",
                "pricing.csv; An EV sells; A car sells",
                "pricing.csv; the grid's prices,stored; the grid\u2019s prices,stored",
                "pricing.csv; no price suits; no price fits",
                "pricing.csv; Market pricing; Marketing",
                "soc-limits.csv; ,20,80; ,20,81",
                "soc-limits.csv; EV that is away; EV far away",
                "participation.csv; yes,no,10081,,yes,no; yes,no,10081,,no,no",
            })
    void changed(String file, String old, String changed) {
        assertThat(Tables.shipped().edited(file, old, changed).checked().version())
                .isNotEqualTo(Tables.shipped().checked().version());
    }

    @Test
    @DisplayName(
            "A blank row among the rules moves the rows below it, by which prices name their rule: another version")
    void blankRow() {
        String text = Tables.shipped().text(LIMITS);
        var apart = Tables.shipped()
                .edited(LIMITS, "\nAn EV trades", "\n\nAn EV trades")
                .checked();
        var padded = Tables.shipped()
                .edited(LIMITS, "\nAn EV trades", "\n,,,,,,,,,,\nAn EV trades")
                .checked();
        var below = Tables.shipped()
                .with(LIMITS, (text + "\n,,,\n").getBytes(StandardCharsets.UTF_8))
                .checked();

        assertThat(apart.version()).isNotEqualTo(Tables.shipped().checked().version());
        assertThat(padded.version()).isEqualTo(apart.version());
        assertThat(below.version()).isEqualTo(Tables.shipped().checked().version());
    }

    @ParameterizedTest
    @DisplayName("Blanks of any kind in a head are blanks")
    @ValueSource(
            strings = {
                "cost\u00a0from (p/kWh)",
                "cost from\u00a0(p/kWh)",
                "cost from\u202f(p/kWh)",
                "cost  from (p/kWh)",
                "\u00a0cost from (p/kWh)\u00a0",
                "cost\tfrom (p/kWh)"
            })
    void blanksInHeads(String head) {
        assertThat(Tables.shipped()
                        .edited(PRICING, "cost from (p/kWh)", head)
                        .checked()
                        .version())
                .isEqualTo(Tables.shipped().checked().version());
    }

    @ParameterizedTest(name = "{0}: ''{1}'' -> ''{2}''")
    @DisplayName("Letters of any size in heads and words, and a spreadsheet's TRUE and FALSE, are no change")
    @CsvSource(
            delimiter = ';',
            value = {
                "pricing.csv; percent (%); Percent (%)",
                "pricing.csv; cost from (p/kWh); COST FROM (P/KWH)",
                "pricing.csv; percent (%); percent (\uff05)",
                "pricing.csv; rule,direction; Rule,Direction",
                "pricing.csv; split of grid prices; Split of\u00a0grid prices",
                "pricing.csv; ,released,; ,Released,",
                "participation.csv; ,yes; ,TRUE",
                "participation.csv; ,no; ,False",
                "participation.csv; ,yes; ,Yes",
            })
    void letters(String file, String old, String changed) {
        var written = Tables.shipped().edited(file, old, changed).checked();

        assertThat(written.version()).isEqualTo(Tables.shipped().checked().version());
        assertThat(written.pricing()).isEqualTo(Tables.shipped().checked().pricing());
        assertThat(written.participation()).isEqualTo(Tables.shipped().checked().participation());
    }

    @Test
    @DisplayName("Blanks of any kind around a cell are none of it")
    void blanksAroundCells() {
        assertThat(Tables.shipped()
                        .edited(PRICING, ",110,yes,", ",\u00a0110 ,\u202fyes\u00a0,\u00a0")
                        .checked()
                        .version())
                .isEqualTo(Tables.shipped().checked().version());
    }

    @Test
    @DisplayName("A table whose every comma became another separator, in its texts too, is taken")
    void everyComma() {
        for (String separator : List.of(";", "\t")) {
            assertThat(savedBy(text -> text.replace(",", separator))
                            .checked()
                            .pricing()
                            .rows())
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @DisplayName("In a table of another separator the faults are those of the cells")
    @ValueSource(strings = {";", "\t", "|"})
    void faultsBehindSeparators(String separator) {
        var saving = new Saving(separator.charAt(0), true, ONLY_WHERE_NEEDED, LineDelimiter.LF, "");
        var saved = Tables.shipped().edited(PRICING, ",110,", ",\"107,5\",");

        assertThat(fault(saved.with(PRICING, saving.of(saved.text(PRICING)).getBytes(StandardCharsets.UTF_8))))
                .hasToString("pricing.csv row 8, column 'percent (%)': '107,5' has a decimal comma: write 107.5");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A text in another encoding is refused for that alone")
    @CsvSource({"UTF-16, UTF-16", "UTF-16LE, UTF-16", "UTF-16BE, UTF-16", "windows-1252, not UTF-8"})
    void encodings(String charset, String cause) {
        var pounds = Tables.shipped()
                .edited(PRICING, "An EV sells", "An EV (in \u00a3) sells")
                .text(PRICING);

        assertThat(fault(Tables.shipped().with(PRICING, pounds.getBytes(Charset.forName(charset))))
                        .reason())
                .contains(cause)
                .contains("save the table as 'CSV UTF-8'");
    }

    @ParameterizedTest
    @DisplayName("Where a text is not UTF-8 is told by the row, whatever ends the rows")
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void rowOfEncoding(String lineEnd) {
        String pounds = Tables.shipped()
                .edited(PRICING, "An EV sells", "An EV (in \u00a3) sells")
                .text(PRICING);
        byte[] bytes = pounds.replace("\n", lineEnd).getBytes(StandardCharsets.ISO_8859_1);

        assertThat(fault(Tables.shipped().with(PRICING, bytes)).row()).isEqualTo(8);
    }

    @Test
    @DisplayName("A workbook under the name of a table is refused for that alone")
    void workbook() {
        byte[] workbook = "PK\u0003\u0004 and so on".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(fault(Tables.shipped().with(PRICING, workbook)))
                .hasToString("pricing.csv: the file is a spreadsheet's own format: save the table as 'CSV UTF-8'");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("One cause is told once, without what follows from it")
    @MethodSource("oneCauses")
    void oneCause(String cause, UnaryOperator<String> edit, String told) {
        String text = edit.apply(Tables.shipped().text(PRICING));

        assertThat(fault(Tables.shipped().with(PRICING, text.getBytes(StandardCharsets.UTF_8)))
                        .toString())
                .startsWith("pricing.csv")
                .contains(told);
    }

    static Stream<Arguments> oneCauses() {
        return Stream.of(
                cause(
                        "no row of heads",
                        text -> text.replaceAll("(?m)^rule,.*\n", ""),
                        "row 5: is not the row of column heads"),
                cause(
                        "columns apart by blanks",
                        text -> text.replace(',', ' '),
                        "row 5: holds the column heads in one cell"),
                cause("half a row", text -> text.substring(0, text.indexOf(",cost,,110") + 6), "must be '# end'"),
                cause("half the heads", text -> text.substring(0, text.indexOf("grid spread from")), "must be '# end'"),
                cause("no table", text -> "all energy is free today", "must be '# end'"),
                cause("nothing", text -> "\n\n", "the table is empty"),
                cause("an open quote", text -> text.replace("An EV sells", "\"An EV sells"), "must be '# end'"),
                cause(
                        "a hidden character in a head",
                        text -> text.replace(",base,", ",ba\u200bse,"),
                        "invisible character"),
                cause(
                        "typographic quotes",
                        text -> text.replace("An EV sells its energy", "\u201cAn EV sells, at night, its energy\u201d"),
                        "typographic quotes do not hold a text together"),
                cause(
                        "a title above the notes",
                        text -> "Our prices,,\n" + text,
                        "row 1: is not the row of column heads"),
                cause(
                        "a column of one's own",
                        text -> text.replace("reason\n", "reason,my note\n"),
                        "'my note': unknown column"),
                cause(
                        "a column without a head",
                        text -> text.replace("rule,direction", "rule,,direction"),
                        "row 5: column 2 has no head"),
                cause("a blank first column", text -> text.replaceAll("(?m)^(?=.)", ","), "the first column is blank"),
                cause("rows sorted", text -> "# end\n" + text.replace("# end\n", ""), "row 2: stands below '# end'"),
                cause(
                        "rows in one cell",
                        text -> text.replace("\"", "\"\"").replaceAll("(?m)^(.+)$", "\"$1\""),
                        "row 5: holds the column heads in one cell"));
    }

    private static Arguments cause(String cause, UnaryOperator<String> edit, String told) {
        return Arguments.of(cause, edit, told);
    }

    private static Tables savedBy(UnaryOperator<String> spreadsheet) {
        var saved = Tables.shipped();
        for (String file : List.of(PRICING, LIMITS, PARTICIPATION)) {
            saved = saved.with(file, spreadsheet.apply(saved.text(file)).getBytes(StandardCharsets.UTF_8));
        }
        return saved;
    }

    private static List<List<String>> rows(String table) {
        try (var reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(table)) {
            return reader.stream().map(line -> List.copyOf(line.getFields())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fault fault(Tables tables) {
        var refused = catchThrowableOfType(TablesRefused.class, tables::checked);
        assertThat(refused).as("the tables are refused").isNotNull();
        assertThat(refused.faults()).hasSize(1);
        return refused.faults().get(0);
    }
}
