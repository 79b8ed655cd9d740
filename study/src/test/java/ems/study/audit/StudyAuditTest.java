package ems.study.audit;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.study.fixture.FixtureHost;
import ems.study.fixture.SmallStudy;
import ems.study.scenario.Scenario;
import ems.study.scenario.ScenarioReader;
import ems.study.scenario.ScenarioWriter;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is changed in the folder of a study is found and named. */
@TestInstance(Lifecycle.PER_CLASS)
class StudyAuditTest {

    private static final long SEED = 20_190_805;
    /** Cells of each table that are changed, one after the other. */
    private static final int CELLS = 3;

    /** With all tables that a study may have. */
    private static final Scenario SMALL = ScenarioReader.from(
            "small.yaml",
            ScenarioWriter.text(SmallStudy.scenario(7, 2, 2, "", "right", "shared-vehicles: [2]"))
                    + "horizon-price: 0.5\ndirect-trade: leftovers\n");

    private final FixtureHost host = new FixtureHost();
    private final Random random = new Random(SEED);
    private Path folder;
    private Path study;
    private int audits;

    @BeforeAll
    void run(@TempDir Path temporary) {
        folder = temporary;
        study = folder.resolve("study");
        SmallStudy.run(SMALL, study, 2, host);
    }

    private AuditFinding audit() throws IOException {
        audits++;
        var scratch = Files.createDirectory(folder.resolve("scratch-" + audits));
        return new StudyAudit(host, 2).of(study, Optional.empty(), scratch);
    }

    /** Audits the study with another text in the file, which then has its own again. */
    private AuditFinding auditWith(Path file, String text) throws IOException {
        byte[] before = Files.readAllBytes(file);
        Files.writeString(file, text);
        try {
            return audit();
        } finally {
            Files.write(file, before);
        }
    }

    @Test
    void aStudyAsItWasWrittenIsRight() throws IOException {
        var finding = audit();

        assertThat(tables()).extracting(this::name).contains("savings.csv", "savings-of-each.csv");
        assertThat(finding.isWrong()).as(finding.toString()).isFalse();
        assertThat(finding.note()).isEmpty();
        assertThat(finding.files()).isEqualTo(tables().size() + others().size() + 1);
    }

    @Test
    void anyCellOfAnyTableIsFoundByRowAndColumn() throws IOException {
        for (Path table : tables()) {
            for (int i = 0; i < CELLS; i++) {
                anyCellIsFound(table);
            }
        }
    }

    private void anyCellIsFound(Path table) throws IOException {
        List<List<String>> rows = rows(table);
        List<String> header = List.copyOf(rows.get(0));
        int row = random.nextInt(rows.size());
        int column = random.nextInt(header.size());
        String right = rows.get(row).get(column);
        rows.get(row).set(column, changed(right));

        var wrong = auditWith(table, text(rows)).first().orElseThrow();

        assertThat(wrong.file()).isEqualTo(name(table));
        assertThat(wrong.place()).isEqualTo("row " + (row + 1) + ", column '" + header.get(column) + "'");
        assertThat(wrong.what()).contains("the ledger gives '" + right);
    }

    /** One character more, less or other. */
    private String changed(String cell) {
        int at = cell.isEmpty() ? 0 : random.nextInt(cell.length());
        return switch (cell.isEmpty() ? 0 : random.nextInt(3)) {
            case 0 -> cell.substring(0, at) + "1" + cell.substring(at);
            case 1 -> cell.substring(0, at) + (cell.charAt(at) == '7' ? '8' : '7') + cell.substring(at + 1);
            default -> cell.substring(0, at) + cell.substring(at + 1);
        };
    }

    @Test
    void anyLineOfTheSummaryAndOfTablesInWordsIsFound() throws IOException {
        for (Path file : others()) {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            int line = random.nextInt(lines.size());
            lines.set(line, lines.get(line) + " ");

            var finding = auditWith(file, String.join("\n", lines) + "\n");

            assertThat(finding.first().orElseThrow().file()).isEqualTo(name(file));
        }
    }

    @Test
    void anotherReportIsNamedButNoMistakeAsPagesChangeFromBuildToBuild() throws IOException {
        var report = study.resolve("report.html");

        var finding = auditWith(report, Files.readString(report).replace("kWh", "MWh"));

        assertThat(finding.isWrong()).isFalse();
        assertThat(finding.toString())
                .endsWith(
                        "; report.html is not the one that this build writes: it was changed, or another build wrote it");
    }

    @Test
    void aScenarioThatAnotherBuildWroteInOtherWordsStillFits() throws IOException {
        var scenario = study.resolve("scenario.yaml");
        String other =
                "# a line of an earlier build\n" + Files.readString(scenario).replace("format: 1\n", "");

        assertThat(auditWith(scenario, other).isWrong()).isFalse();
    }

    @Test
    void aRowThatIsGoneOrTooManyIsFound() throws IOException {
        var table = study.resolve("runs/2ev-optimal-perfect/periods.csv");
        var text = Files.readString(table);

        assertThat(auditWith(table, text + "2019-08-06T00:00:00Z,optimal,0,0,0,yes,0,0,0,500,23.7175\n")
                        .toString())
                .contains("periods.csv, row 1442: the ledger gives no such row");
        assertThat(auditWith(table, text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1))
                        .toString())
                .contains("periods.csv, row 1441: it is missing");
    }

    @Test
    void aTableThatIsWrittenInAnotherWayIsNamed() throws IOException {
        var table = study.resolve("summary.csv");

        assertThat(auditWith(table, Files.readString(table).replace("\n", "\r\n"))
                        .toString())
                .contains("summary.csv: the cells are right, but written in another way");
    }

    @Test
    void aFileThatIsMissingOrThatNoStudyWritesIsNamed() throws IOException {
        var figure = study.resolve("figure-6.csv");
        byte[] before = Files.readAllBytes(figure);
        Files.delete(figure);
        assertThat(audit().toString()).isEqualTo("first wrong cell: figure-6.csv: it is missing");
        Files.write(figure, before);

        var strange = study.resolve("table-4.csv");
        Files.writeString(strange, "x\n");
        assertThat(audit().toString()).isEqualTo("first wrong cell: table-4.csv: no study writes such a file");
        Files.delete(strange);
    }

    @ParameterizedTest
    @CsvSource({
        "seed: 7, seed: 8",
        "days: 1, days: 2",
        "name: \"small\", name: \"smaller\"",
        "prosumers: 2, prosumers: 3"
    })
    void anotherScenarioDoesNotFitTheLedgers(String written, String other) throws IOException {
        var scenario = study.resolve("scenario.yaml");
        String text = Files.readString(scenario);
        assertThat(text).contains(written);

        assertThat(auditWith(scenario, text.replace(written, other)).isWrong()).isTrue();
    }

    @Test
    void aLedgerOfOtherMembersIsNamed() throws IOException {
        var scenario = study.resolve("scenario.yaml");

        assertThat(auditWith(scenario, Files.readString(scenario).replace("prosumers: 2", "prosumers: 3"))
                        .toString())
                .contains("its ledger enrols prosumer:L1, prosumer:L2, vehicle:EV1, vehicle:EV2, and the scenario has");
    }

    private List<Path> tables() throws IOException {
        return files(".csv");
    }

    /** Files of lines. */
    private List<Path> others() throws IOException {
        return files(".txt");
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(study)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    private String name(Path file) {
        return study.relativize(file).toString().replace('\\', '/');
    }

    private static List<List<String>> rows(Path table) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(table)) {
            reader.forEach(row -> rows.add(new ArrayList<>(row.getFields())));
        }
        return rows;
    }

    private static String text(List<List<String>> rows) throws IOException {
        var text = new StringWriter();
        try (var writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            rows.forEach(writer::writeRecord);
        }
        return text.toString();
    }
}
