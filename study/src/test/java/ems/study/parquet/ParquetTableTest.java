package ems.study.parquet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.study.output.TableColumn;
import ems.study.output.TableColumn.Course;
import ems.study.output.TableColumn.Kind;
import ems.study.output.TimeCell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A table that is read back has the cells that were written, whatever the numbers are and however many rows there are. */
class ParquetTableTest {

    private static final List<TableColumn> COLUMNS = List.of(
            TableColumn.of("time", "time", Kind.TIME, Course.STEADY),
            TableColumn.words("name", "name"),
            TableColumn.inTextOnly("id"),
            TableColumn.of("repeated", "repeated", Kind.ENERGY, Course.REPEATING),
            TableColumn.of("scattered", "scattered", Kind.ENERGY, Course.STEADY).maybeEmpty(),
            TableColumn.of("price", "price", Kind.PRICE, Course.REPEATING),
            TableColumn.of("money", "money", Kind.MONEY, Course.STEADY),
            TableColumn.of("flag", "flag", Kind.FLAG, Course.REPEATING));

    private static final int GROUP_ROWS = 20_000;

    private static final Instant START = Instant.parse("2019-08-05T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void everyCellOfSeveralRowGroupsIsReadAsItWasWritten() throws IOException {
        int rows = GROUP_ROWS + 7_001;
        var file = written("large", rows);

        try (var table = ParquetFile.open(file)) {
            assertThat(table.columns())
                    .containsExactly("time", "name", "repeated", "scattered", "price", "money", "flag");
            assertThat(table.groups()).isEqualTo(2);
            var random = new Random(7);
            int row = 0;
            for (int group = 0; group < 2; group++) {
                List<ParquetCells> cells = cells(table, group);
                for (int i = 0; i < cells.get(0).rows(); i++) {
                    assertRow(cells, i, row++, random);
                }
            }
            assertThat(row).isEqualTo(rows);
        }
    }

    private Path written(String name, int rows) {
        var file = folder.resolve(name + ".parquet");
        try (var table = new ParquetTable(file, name, COLUMNS, GROUP_ROWS)) {
            var random = new Random(7);
            for (int row = 0; row < rows; row++) {
                table.time(TimeCell.of(START.plusSeconds(row * 10L)));
                table.name("\u00e9" + row / 6 % 1_000).words("left out");
                table.energy(new Energy(random.nextInt(5_000)));
                if (row % 7 == 0) {
                    table.none();
                } else {
                    table.exactEnergy(new Energy(random.nextLong(Long.MAX_VALUE)));
                }
                table.price(new Price(random.nextInt(30)));
                table.money(new Money(random.nextLong()));
                table.flag(random.nextBoolean()).end();
            }
            table.finish();
        }
        return file;
    }

    private static void assertRow(List<ParquetCells> cells, int at, int row, Random random) {
        List<String> found = cells.stream().map(each -> each.text(at)).toList();
        List<String> expected = List.of(
                START.plusSeconds(row * 10L).toString(),
                "\u00e9" + row / 6 % 1_000,
                Integer.toString(random.nextInt(5_000)),
                row % 7 == 0 ? "" : Long.toString(random.nextLong(Long.MAX_VALUE)),
                Integer.toString(100 * random.nextInt(30)),
                Long.toString(random.nextLong()),
                Boolean.toString(random.nextBoolean()));
        if (!found.equals(expected)) {
            assertThat(found).as("row " + row).isEqualTo(expected);
        }
    }

    private static List<ParquetCells> cells(ParquetFile table, int group) throws IOException {
        List<ParquetCells> cells = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            cells.add(table.cells(group, column));
        }
        return cells;
    }

    @Test
    void rowsOfAMemberStandTogetherInEachRowGroupAndAsTheyCame() throws IOException {
        var file = folder.resolve("grouped.parquet");
        var columns = List.of(
                TableColumn.of("row", "row", Kind.COUNT, Course.STEADY),
                TableColumn.of("name", "name", Kind.WORDS, Course.GROUPED));
        try (var table = new ParquetTable(file, "grouped", columns, 5)) {
            int row = 0;
            for (String name : List.of("b", "a", "c", "a", "b", "a", "c")) {
                table.count(row++).name(name).end();
            }
            table.finish();
        }

        try (var table = ParquetFile.open(file)) {
            assertThat(texts(table, 0, 1)).containsExactly("a", "a", "b", "b", "c");
            assertThat(texts(table, 0, 0)).containsExactly("1", "3", "0", "4", "2");
            assertThat(texts(table, 1, 1)).containsExactly("a", "c");
            assertThat(texts(table, 1, 0)).containsExactly("5", "6");
        }
    }

    private static List<String> texts(ParquetFile table, int group, int column) throws IOException {
        var cells = table.cells(group, column);
        return IntStream.range(0, cells.rows()).mapToObj(cells::text).toList();
    }

    /** Studies of earlier builds are verified byte for byte: a library that encodes or compresses in another way breaks them. */
    @Test
    void theBytesAreThoseOfEarlierBuilds() throws IOException, NoSuchAlgorithmException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(written("golden", 50_000)));

        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("0136b75ece37ca4031ca9588732336219fa2937df9ea23d89590669bbee53ca2");
    }

    @Test
    void unitsStandBesideTheColumns() throws IOException {
        try (var table = ParquetFile.open(written("units", 10))) {
            assertThat(table.description())
                    .contains("key:unit.repeated, value:mJ")
                    .contains("key:unit.price, value:micropence/kWh")
                    .contains("key:unit.money, value:micropence")
                    .contains("key:unit.time, value:UTC");
        }
    }

    @Test
    void aTableWithoutRowsIsATable() throws IOException {
        try (var table = ParquetFile.open(written("empty", 0))) {
            assertThat(table.columns()).hasSize(7);
            assertThat(table.groups()).isZero();
        }
    }

    @Test
    void whatIsNotFinishedLeavesNothingBehind() throws IOException {
        var file = folder.resolve("part.parquet");
        try (var table = new ParquetTable(file, "part", List.of(TableColumn.words("name", "name")))) {
            table.name("one").end();
            assertThat(folder.resolve("part.parquet.part")).exists();
        }

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRowOfTooFewCellsAndAnEmptyCellWhereNoneMayBeAreRefused() {
        try (var table = new ParquetTable(folder.resolve("x.parquet"), "x", COLUMNS)) {
            assertThatThrownBy(() -> table.time(TimeCell.of(START)).end())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a row of 1 cells for 8 columns");
            assertThatThrownBy(table::none)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("column 'name' has no empty cells");
        }
    }

    @Test
    void whatIsNoTableIsRefused() throws IOException {
        byte[] right = Files.readAllBytes(written("right", 9));
        var wrong = folder.resolve("wrong.parquet");
        for (int length = 0; length < right.length; length++) {
            Files.write(wrong, Arrays.copyOf(right, length));
            assertThatThrownBy(() -> ParquetFile.open(wrong).close())
                    .as("the first " + length + " bytes")
                    .isInstanceOfAny(IllegalArgumentException.class, IOException.class);
        }
    }
}
