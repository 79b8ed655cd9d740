package ems.features.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A day's study, of which nothing is needed but the ledger: the contracts run again, and its tables are made again. */
class StudyFromItsLedgerTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path JAR = Path.of(System.getProperty(
                    "ems.jar",
                    HOME.resolve("processes/target/quarkus-app/quarkus-run.jar").toString()))
            .toAbsolutePath();
    private static final String RUN = "runs/2ev-optimal-persistence";

    @TempDir
    Path folder;

    @Test
    void theTablesOfADayFollowFromTheLedgerAloneByteForByte() throws Exception {
        String demo = Files.readString(HOME.resolve("study/scenarios/demo.yaml"));
        var scenario = folder.resolve("day.yaml");
        Files.writeString(
                scenario,
                demo.replace("isolated: true ", "isolated: false ")
                        .replace("[1, 2, 3, 4, 5]", "[2]")
                        .replace("[greedy, optimal]", "[optimal]")
                        .replace("[perfect, federated, persistence]", "[persistence]"));
        var study = folder.resolve("study");
        assertThat(ems("study", scenario.toString(), "--out", study.toString())).contains("Closure of 1 runs");
        var ledger = study.resolve(RUN).resolve("ledger");
        assertThat(ems("verify", study.toString()))
                .contains("verified: 1441 blocks", "files of tables and figures are what the ledgers give");
        var derived = folder.resolve("derived");
        ems("exchanges", ledger.toString(), "--out", derived.toString());
        for (String file : List.of("exchange.csv", "settlement.csv")) {
            assertThat(derived.resolve(file))
                    .hasSameBinaryContentAs(study.resolve(RUN).resolve(file));
        }
        assertThat(Files.readAllLines(derived.resolve("exchange.csv"))).hasSizeGreaterThan(1_000);
        assertAChangedCellIsNamed(study);
    }

    private void assertAChangedCellIsNamed(Path study) throws Exception {
        var table = study.resolve(RUN).resolve("settlement.csv");
        List<String> rows = new ArrayList<>(Files.readAllLines(table));
        String row = rows.get(500);
        rows.set(500, row.substring(0, row.length() - 1) + (row.endsWith("1") ? "2" : "1"));
        Files.write(table, rows);

        assertThat(ends(1, "verify", study.toString()))
                .contains("first wrong cell: " + RUN + "/settlement.csv, row 501, column 'book value (p)'");
    }

    /** What it prints; it must end well. */
    private String ems(String... words) throws IOException, InterruptedException {
        return ends(0, words);
    }

    private String ends(int expected, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dems.home=" + HOME,
                "-jar",
                JAR.toString()));
        command.addAll(List.of(words));
        var printed = folder.resolve("printed.txt");
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        int exitCode = process.waitFor();
        String text = Files.readString(printed, StandardCharsets.UTF_8);
        assertThat(exitCode).as("%s: %s", String.join(" ", words), text).isEqualTo(expected);
        return text;
    }
}
