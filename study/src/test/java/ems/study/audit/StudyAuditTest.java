package ems.study.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
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

import ems.study.fixture.FixtureHost;
import ems.study.run.Progress;
import ems.study.run.Study;
import ems.study.scenario.ScenarioFile;
import ems.study.scenario.ScenarioReader;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is changed in the folder of a study is found and named. */
@TestInstance(Lifecycle.PER_CLASS)
class StudyAuditTest {

    private static final long SEED = 20_190_805;
    /** Cells of each table that are changed, one after the other. */
    private static final int CELLS = 3;

    private static final String SCENARIO = """
            name: small
            title: A small study
            seed: 7
            start: 2019-08-05T00:00:00Z
            days: 1
            energy-scale: right
            data: {generated: {prosumers: 2, vehicles: 2}}
            prices: {grid-buy: 29.49 p/kWh, grid-sell: 6.4 p/kWh}
            vehicle: {model: A car, capacity: 79.5 kWh}
            runs: {shared-vehicles: [2], algorithms: [greedy, optimal], forecasts: [perfect]}
            """;

    private final FixtureHost host = new FixtureHost();
    private final Random random = new Random(SEED);
    private Path folder;
    private Path study;
    private int audits;

    @BeforeAll
    void run(@TempDir Path temporary) {
        folder = temporary;
        study = folder.resolve("study");
        var scenario = new ScenarioFile(ScenarioReader.from("small.yaml", SCENARIO), Optional.empty());
        new Study(host, InstantSource.fixed(Instant.EPOCH), 2, Progress.SILENT).run(scenario, Optional.empty(), study);
    }

    private AuditFinding audit() throws IOException {
        audits++;
        var scratch = Files.createDirectory(folder.resolve("scratch-" + audits));
        return new StudyAudit(host, 2).of(study, Optional.empty(), scratch);
    }

    @Test
    void aStudyAsItWasWrittenIsRight() throws IOException {
        var finding = audit();

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
        byte[] before = Files.readAllBytes(table);
        List<List<String>> rows = rows(table);
        List<String> header = List.copyOf(rows.get(0));
        int row = random.nextInt(rows.size());
        int column = random.nextInt(header.size());
        String right = rows.get(row).get(column);
        rows.get(row).set(column, changed(right));
        write(table, rows);

        var wrong = audit().first().orElseThrow();

        assertThat(wrong.file()).isEqualTo(name(table));
        assertThat(wrong.place()).isEqualTo("row " + (row + 1) + ", column '" + header.get(column) + "'");
        assertThat(wrong.what()).contains("the ledger gives '" + right);
        Files.write(table, before);
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
            byte[] before = Files.readAllBytes(file);
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            int line = random.nextInt(lines.size());
            lines.set(line, lines.get(line) + " ");
            Files.writeString(file, String.join("\n", lines) + "\n");

            var finding = audit();

            assertThat(finding.first().orElseThrow().file()).isEqualTo(name(file));
            Files.write(file, before);
        }
    }

    @Test
    void anotherReportIsNamedButNoMistakeAsPagesChangeFromBuildToBuild() throws IOException {
        var report = study.resolve("report.html");
        byte[] before = Files.readAllBytes(report);
        Files.writeString(report, Files.readString(report).replace("kWh", "MWh"));

        var finding = audit();

        assertThat(finding.isWrong()).isFalse();
        assertThat(finding.toString())
                .endsWith(
                        "; report.html is not the one that this build writes: it was changed, or another build wrote it");
        Files.write(report, before);
    }

    @Test
    void aScenarioThatAnotherBuildWroteInOtherWordsStillFits() throws IOException {
        var scenario = study.resolve("scenario.yaml");
        byte[] before = Files.readAllBytes(scenario);
        Files.writeString(
                scenario,
                "# a line of an earlier build\n" + Files.readString(scenario).replace("format: 1\n", ""));

        assertThat(audit().isWrong()).isFalse();
        Files.write(scenario, before);
    }

    @Test
    void aRowThatIsGoneOrTooManyIsFound() throws IOException {
        var table = study.resolve("runs/2ev-optimal-perfect/periods.csv");
        byte[] before = Files.readAllBytes(table);
        var text = Files.readString(table);

        Files.writeString(table, text + "2019-08-06T00:00:00Z,optimal,0,0,0,yes,0,0,0\n");
        assertThat(audit().toString()).contains("periods.csv, row 1442: the ledger gives no such row");

        Files.writeString(table, text.substring(0, text.lastIndexOf('\n', text.length() - 2) + 1));
        assertThat(audit().toString()).contains("periods.csv, row 1441: it is missing");
        Files.write(table, before);
    }

    @Test
    void aTableThatIsWrittenInAnotherWayIsNamed() throws IOException {
        var table = study.resolve("summary.csv");
        byte[] before = Files.readAllBytes(table);
        Files.writeString(table, Files.readString(table).replace("\n", "\r\n"));

        assertThat(audit().toString()).contains("summary.csv: the cells are right, but written in another way");
        Files.write(table, before);
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

    @Test
    void anotherScenarioDoesNotFitTheLedgers() throws IOException {
        var scenario = study.resolve("scenario.yaml");
        byte[] before = Files.readAllBytes(scenario);
        for (String[] change : new String[][] {{"seed: 7", "seed: 8"}, {"days: 1", "days: 2"}, {"small", "smaller"}}) {
            Files.writeString(scenario, new String(before, StandardCharsets.UTF_8).replace(change[0], change[1]));

            assertThat(audit().isWrong()).as(change[1]).isTrue();
        }
        Files.write(scenario, before);
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

    private static void write(Path table, List<List<String>> rows) throws IOException {
        try (var writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(table)) {
            rows.forEach(writer::writeRecord);
        }
    }
}
