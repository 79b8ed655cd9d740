package ems.study.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.study.fixture.FixtureHost;
import ems.study.fixture.SmallStudy;
import ems.study.output.TableColumn;
import ems.study.output.TableColumn.Course;
import ems.study.output.TableColumn.Kind;
import ems.study.parquet.ParquetTable;
import ems.study.plan.Outputs;
import ems.study.scenario.Scenario;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is changed in a table of Parquet is found and named. */
class ParquetComparisonTest {

    private static final List<TableColumn> COLUMNS = List.of(
            TableColumn.of("step", "step", Kind.COUNT, Course.STEADY),
            TableColumn.words("home", "home"),
            TableColumn.of("energy", "energy_mj", Kind.ENERGY, Course.STEADY));
    private static final int ROWS = 1_000;

    @TempDir
    private Path folder;

    private Path derived;

    @BeforeEach
    void write() {
        derived = table("derived", rows());
    }

    private static List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add(new ArrayList<>(List.of("" + row, "H" + row % 9, "" + row * 7_919L)));
        }
        return rows;
    }

    private Path table(String name, List<List<String>> rows) {
        return table(name, COLUMNS, rows);
    }

    private Path table(String name, List<TableColumn> columns, List<List<String>> rows) {
        var file = folder.resolve(name + ".parquet");
        try (var table = new ParquetTable(file, "table", columns)) {
            for (List<String> row : rows) {
                table.count(Long.parseLong(row.get(0)))
                        .words(row.get(1))
                        .count(Long.parseLong(row.get(2)))
                        .end();
            }
            table.finish();
        }
        return file;
    }

    private String difference(Path found) throws IOException {
        return FileComparison.of("t.parquet", found, derived).orElseThrow().toString();
    }

    @Test
    void theFirstWrongCellIsNamedByRowAndColumn() throws IOException {
        var random = new Random(20_190_805);
        for (int i = 0; i < 30; i++) {
            var rows = rows();
            int row = random.nextInt(ROWS);
            int column = random.nextInt(3);
            String right = rows.get(row).get(column);
            rows.get(row).set(column, column == 1 ? "H77" : right + "1");
            rows.get(ROWS - 1).set(2, row == ROWS - 1 && column == 2 ? right + "1" : "1");

            assertThat(difference(table("found", rows)))
                    .isEqualTo("t.parquet, row " + (row + 1) + ", column '"
                            + COLUMNS.get(column).name() + "': it says '"
                            + rows.get(row).get(column) + "', and the ledger gives '" + right + "'");
        }
    }

    @Test
    void aRowThatIsGoneOrTooManyIsNamed() throws IOException {
        var rows = rows();
        rows.add(List.of("7", "H7", "7"));
        assertThat(difference(table("found", rows))).isEqualTo("t.parquet, row 1001: the ledger gives no such row");

        assertThat(difference(table("found", rows().subList(0, 999)))).isEqualTo("t.parquet, row 1000: it is missing");
        assertThat(difference(table("found", List.of()))).isEqualTo("t.parquet, row 1: it is missing");
    }

    @Test
    void otherColumnsAndUnitsAreNamed() throws IOException {
        var columns = List.of(
                COLUMNS.get(0), COLUMNS.get(1), TableColumn.of("energy", "energy_mj", Kind.MONEY, Course.STEADY));

        assertThat(difference(table("found", columns, rows()))).isEqualTo("t.parquet: its columns or units are others");
    }

    @Test
    void anyBitThatIsTurnedIsFound() throws IOException {
        byte[] right = Files.readAllBytes(derived);
        var found = folder.resolve("found.parquet");
        for (int at = 0; at < right.length; at++) {
            byte[] wrong = right.clone();
            wrong[at] ^= (byte) (1 << at % 8);
            Files.write(found, wrong);

            assertThat(difference(found)).as("byte " + at).startsWith("t.parquet");
        }
    }

    @Test
    void aStudyInParquetIsMadeAgainAndComparedAsSuch() throws IOException {
        Scenario scenario = SmallStudy.scenario(7, 2, 2, "", "right", "shared-vehicles: [2]");
        var host = new FixtureHost();
        var study = folder.resolve("study");
        SmallStudy.run(scenario, study, 2, host, Outputs.PARQUET);

        assertThat(audit(host, study, "1").toString()).startsWith("verified: ").doesNotContain(";");

        var exchange = study.resolve("runs/2ev-greedy/exchange.parquet");
        Files.copy(study.resolve("runs/2ev-optimal-perfect/exchange.parquet"), exchange, REPLACE_EXISTING);
        assertThat(audit(host, study, "2").toString())
                .startsWith("first wrong cell: runs/2ev-greedy/exchange.parquet, row ");
        Files.delete(exchange);
        assertThat(audit(host, study, "3").toString())
                .isEqualTo("first wrong cell: runs/2ev-greedy/exchange.parquet: it is missing");
    }

    private AuditFinding audit(FixtureHost host, Path study, String scratch) throws IOException {
        return new StudyAudit(host, 2).of(study, Optional.empty(), Files.createDirectory(folder.resolve(scratch)));
    }
}
