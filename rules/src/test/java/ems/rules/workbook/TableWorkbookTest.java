package ems.rules.workbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.rules.table.Fault;
import ems.rules.table.TableRows;
import ems.rules.table.TableText;
import ems.rules.table.TablesRefused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

/** Tables go through a spreadsheet and come back as they were; what a spreadsheet changed is refused by its cell. */
class TableWorkbookTest {

    private static final int FIRST_RULE = 5;
    private static final int PERCENT = 10;

    @ParameterizedTest
    @ValueSource(strings = {"pricing.csv", "soc-limits.csv", "participation.csv"})
    void aTableThatGoesOutAndComesBackHasTheSameBytes(String file) throws IOException {
        var shipped = shipped(file);

        var back = TableWorkbook.table(file, TableWorkbook.xlsx(shipped));

        assertThat(back).isEqualTo(shipped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pricing.csv", "soc-limits.csv", "participation.csv"})
    void whatLibreOfficeSavedUntouchedIsTheSameTable(String file) throws IOException {
        for (String locale : List.of("en", "de")) {
            assertThat(TableWorkbook.table(file, saved("untouched-" + locale, file)))
                    .as(locale)
                    .isEqualTo(shipped(file));
        }
    }

    @Test
    void whatAPersonTypedInEnglishOrGermanIsTakenAsTyped() throws IOException {
        assertThat(TableWorkbook.table("pricing.csv", saved("edited-en", "pricing.csv"))
                        .text())
                .isEqualTo(shipped("pricing.csv").text().replace(",110,", ",105.5,"));
        assertThat(TableWorkbook.table("pricing.csv", saved("edited-de", "pricing.csv"))
                        .text())
                .isEqualTo(shipped("pricing.csv").text().replace(",110,", ",\"105,5\","));
    }

    @Test
    void whatLibreOfficeMadeOfCellsThatWereNoTextIsTakenOrRefusedByItsCell() throws IOException {
        for (String locale : List.of("en", "de")) {
            assertThat(refused(saved("helped-" + locale, "pricing.csv")))
                    .extracting(Fault::row, Fault::column, Fault::reason)
                    .as(locale)
                    .containsExactly(tuple(
                            6,
                            "cost from (p/kWh)",
                            "C6 holds a date (46055), which a spreadsheet made of what was typed: format the cell as text"
                                    + " and type it again"));
        }
    }

    @Test
    void numbersThatASpreadsheetKeepsAsSuchHaveTheDigitsThatMeanThem() {
        var xlsx = changed(sheet -> {
            sheet.value(FIRST_RULE, PERCENT, 0.1 + 0.2);
            sheet.value(FIRST_RULE + 1, PERCENT, 17.945);
            sheet.value(FIRST_RULE + 2, PERCENT, 1e-4);
        });

        assertThat(cells(TableWorkbook.table("pricing.csv", xlsx), PERCENT))
                .containsExactly("0.30000000000000004", "17.945", "0.0001");
        assertThat(cells(
                        TableWorkbook.table("pricing.csv", changed(sheet -> sheet.value(FIRST_RULE, PERCENT, -0.0))),
                        PERCENT))
                .startsWith("0");
    }

    @Test
    void yesAndNoMayBeTruthValues() {
        var xlsx = changed(sheet -> sheet.value(FIRST_RULE + 1, PERCENT + 1, true));

        assertThat(cells(TableWorkbook.table("pricing.csv", xlsx), PERCENT + 1)).containsExactly("", "yes", "yes");
    }

    @Test
    void aFormulaADateAPercentageAndMoneyAreRefusedAllAtOnce() {
        var xlsx = changed(sheet -> {
            sheet.formula(FIRST_RULE, PERCENT, "1+1");
            sheet.value(FIRST_RULE + 1, PERCENT, LocalDate.of(2026, 1, 31));
            sheet.style(FIRST_RULE + 1, PERCENT).format("yyyy-mm-dd").set();
            sheet.value(FIRST_RULE + 2, PERCENT, 1.1);
            sheet.style(FIRST_RULE + 2, PERCENT).format("0.00%").set();
            sheet.value(FIRST_RULE + 2, 2, 0.3);
            sheet.style(FIRST_RULE + 2, 2).format("[$\u00a3-809]#,##0.00").set();
        });

        assertThat(refused(xlsx))
                .extracting(Fault::toString)
                .containsExactly(
                        "pricing.csv row 6, column 'percent (%)': K6 holds the formula =1+1: write the value that it gives",
                        "pricing.csv row 7, column 'percent (%)': K7 holds a date (46053), which a spreadsheet made of what was"
                                + " typed: format the cell as text and type it again",
                        "pricing.csv row 8, column 'cost from (p/kWh)': C8 shows an amount of money (0.3): format the cell as text"
                                + " and type it again in the unit of the column's head",
                        "pricing.csv row 8, column 'percent (%)': K8 shows 110% and holds 1.1: format the cell as text and type it"
                                + " again, without a percent sign where the head of the column has it");
    }

    @Test
    void aFormatWithALetterInItMakesNoDateOfANumber() {
        var xlsx = changed(sheet -> {
            sheet.value(FIRST_RULE + 2, PERCENT, 110);
            sheet.style(FIRST_RULE + 2, PERCENT).format("0.0\\m").set();
        });

        assertThat(cells(TableWorkbook.table("pricing.csv", xlsx), PERCENT)).endsWith("110");
    }

    @Test
    void theOneSheetThatHoldsSomethingIsTheTable() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "a person", null)) {
            book.newWorksheet("Sheet1");
            book.newWorksheet("rules").value(0, 0, "rule");
            book.newWorksheet("more").value(0, 0, "my notes");
        }

        assertThat(refused(bytes.toByteArray()))
                .extracting(Fault::reason)
                .containsExactly(
                        "it has 2 sheets with cells in them, 'rules', 'more': keep the one that is the table and delete"
                                + " the others");
    }

    @Test
    void filesOfOtherKindsAreNamed() throws IOException {
        var xlsx = TableWorkbook.xlsx(shipped("pricing.csv"));

        assertThat(reason("rule,direction\n".getBytes(StandardCharsets.UTF_8))).isEqualTo("it is no .xlsx file");
        assertThat(reason(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11})).contains(".xls file of old");
        assertThat(reason(Arrays.copyOf(xlsx, xlsx.length / 2))).isEqualTo("it is cut off or damaged: save it again");
        assertThat(reason(zipped("content.xml", "<office/>"))).isEqualTo("it is an .ods file: save it as .xlsx");
        assertThat(reason(zipped("letter.txt", "hello"))).startsWith("it is no .xlsx file that can be read");
        assertThat(reason(new byte[2_000_001])).isEqualTo("it has 2000001 bytes, more than 2000000");
    }

    @Test
    void aSmallFileThatUnpacksToMuchIsNotUnpacked() throws IOException {
        assertThat(reason(zipped("xl/worksheets/sheet1.xml", " ".repeat(31_000_000))))
                .isEqualTo("it unpacks to more than 30000000 bytes");
    }

    @Test
    void entitiesOfADocumentAreNotExpanded() throws IOException {
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE sst [<!ENTITY a \"" + "x".repeat(1_000) + "\"><!ENTITY b \""
                + "&a;".repeat(1_000) + "\"><!ENTITY c \"" + "&b;".repeat(1_000)
                + "\">]><sst count=\"1\" uniqueCount=\"1\"><si><t>&c;</t></si></sst>";

        assertThat(reason(with("xl/sharedStrings.xml", bomb))).startsWith("it is no .xlsx file that can be read");
    }

    @Test
    void anyByteChangedIsATableOrARefusal() throws IOException {
        var xlsx = TableWorkbook.xlsx(shipped("pricing.csv"));
        for (int at = 0; at < xlsx.length; at += 7) {
            byte[] changed = xlsx.clone();
            changed[at] ^= 0x10;
            try {
                TableWorkbook.table("pricing.csv", changed);
            } catch (TablesRefused refused) {
                assertThat(refused.faults()).isNotEmpty();
            }
        }
    }

    private static TableText shipped(String file) throws IOException {
        return TableText.of(file, Files.readAllBytes(Path.of("tables", file)));
    }

    private static byte[] saved(String how, String file) throws IOException {
        String name = how + "-" + file.replace(".csv", ".xlsx");
        try (var saved = TableWorkbookTest.class.getResourceAsStream(name)) {
            assertThat(saved).as(name).isNotNull();
            return saved.readAllBytes();
        }
    }

    private static List<Fault> refused(byte[] xlsx) {
        return catchThrowableOfType(TablesRefused.class, () -> TableWorkbook.table("pricing.csv", xlsx))
                .faults();
    }

    private static String reason(byte[] xlsx) {
        var faults = refused(xlsx);
        assertThat(faults).hasSize(1);
        return faults.get(0).reason();
    }

    /** Cells of a column of the rules. */
    private static List<String> cells(TableText table, int column) {
        return TableRows.of(table).rows().stream()
                .skip(FIRST_RULE)
                .filter(row -> row.size() > 1)
                .map(row -> column < row.size() ? row.get(column) : "")
                .toList();
    }

    /** The shipped pricing table as a person's spreadsheet, in which some cells are no text. */
    private static byte[] changed(Consumer<Worksheet> change) {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "a person", null)) {
            var sheet = book.newWorksheet("rules");
            var rows = TableRows.of(shipped("pricing.csv")).rows();
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).size(); column++) {
                    sheet.value(row, column, rows.get(row).get(column));
                }
            }
            change.accept(sheet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] zipped(String name, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** The shipped table's file with one of its parts replaced. */
    private static byte[] with(String part, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var xlsx = TableWorkbook.xlsx(shipped("pricing.csv"));
        boolean found = false;
        try (var in = ZipFile.builder()
                        .setSeekableByteChannel(new SeekableInMemoryByteChannel(xlsx))
                        .get();
                var out = new ZipOutputStream(bytes)) {
            for (var entry : Collections.list(in.getEntries())) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                boolean replaced = entry.getName().equals(part);
                found |= replaced;
                out.write(
                        replaced
                                ? content.getBytes(StandardCharsets.UTF_8)
                                : in.getInputStream(entry).readAllBytes());
            }
        }
        assertThat(found).as(part).isTrue();
        return bytes.toByteArray();
    }
}
