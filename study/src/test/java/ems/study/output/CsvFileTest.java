package ems.study.output;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import static java.math.BigDecimal.valueOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CsvFileTest {

    private static final List<String> HEADER = List.of("a", "b", "c");

    @Provide
    Arbitrary<List<List<String>>> rows() {
        return Arbitraries.strings()
                .withChars("aZ9 .~,\"\n\r#;£–\t'".toCharArray())
                .ofMaxLength(6)
                .list()
                .ofSize(HEADER.size())
                .list()
                .ofMaxSize(5);
    }

    @Property
    void itWritesWhatACsvLibraryWrites(@ForAll("rows") List<List<String>> rows) {
        assertThat(written(csv -> rows.forEach(row -> csv.row(row.toArray(String[]::new)))))
                .isEqualTo(byLibrary(rows));
    }

    /** More than the writer holds at a time, in rows that end anywhere in its memory. */
    @Property(tries = 20)
    void longFilesToo(@ForAll @IntRange(min = 1, max = 200) int length) {
        var rows = Collections.nCopies(1_500, List.of("x".repeat(length), "", "y,z"));

        assertThat(written(csv -> rows.forEach(row -> csv.row(row.toArray(String[]::new)))))
                .isEqualTo(byLibrary(rows));
    }

    @Example
    void aCellMayBeLongerThanTheWritersMemory() {
        var rows = List.of(List.of("x".repeat(70_000), "y".repeat(65_536), "z\"".repeat(40_000)));

        assertThat(written(csv -> rows.forEach(row -> csv.row(row.toArray(String[]::new)))))
                .isEqualTo(byLibrary(rows));
    }

    @Property
    void numbersAreThoseOfTheirText(
            @ForAll long first, @ForAll @IntRange(min = 0, max = 18) int decimals, @ForAll long second) {
        assertThat(written(csv ->
                        csv.decimal(first, decimals).number(second).text("").end()))
                .isEqualTo("a,b,c\n" + valueOf(first, decimals).toPlainString() + "," + second + ",\n");
    }

    @Example
    void aRowWithMoreOrFewerCellsThanHeadingsIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> written(csv -> csv.row("1", "2")))
                .withMessage("a row of 2 cells under 3 headings");
        assertThatIllegalStateException()
                .isThrownBy(() -> written(csv -> csv.row("1", "2", "3", "4")))
                .withMessage("a row of 4 cells under 3 headings");
    }

    private static String byLibrary(List<List<String>> rows) {
        var expected = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(expected)) {
            csv.writeRecord(HEADER);
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return expected.toString();
    }

    private static String written(Consumer<CsvFile> writing) {
        try {
            Path file = Files.createTempFile("table", ".csv");
            try {
                try (var csv = new CsvFile(file, HEADER)) {
                    writing.accept(csv);
                }
                return Files.readString(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
