package ems.features.study;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.features.packaged.Application;

import static org.assertj.core.api.Assertions.assertThat;

/** A day's study, of which nothing is needed but the ledger: the contracts run again, and its tables are made again. */
class StudyFromItsLedgerTest {

    private static final String RUN = "runs/2ev-optimal-persistence";

    @TempDir
    Path folder;

    @Test
    void theTablesOfADayFollowFromTheLedgerAloneByteForByte() throws Exception {
        var run = new EmsCommand(folder);
        String demo = Files.readString(Application.ofRepository("study/scenarios/demo.yaml"));
        var scenario = folder.resolve("day.yaml");
        Files.writeString(
                scenario,
                demo.replace("isolated: true ", "isolated: false ")
                        .replace("[1, 2, 3, 4, 5]", "[2]")
                        .replace("[greedy, optimal]", "[optimal]")
                        .replace("[perfect, federated, persistence]", "[persistence]"));
        var study = folder.resolve("study");
        assertThat(run.ems("study", scenario.toString(), "--out", study.toString()))
                .contains("Closure of 1 runs");
        var ledger = study.resolve(RUN).resolve("ledger");
        assertThat(run.ems("verify", study.toString()))
                .contains("verified: 1441 blocks", "files of tables and figures are what the ledgers give");
        var derived = folder.resolve("derived");
        run.ems("exchanges", ledger.toString(), "--out", derived.toString());
        for (String file : List.of("exchange.csv", "settlement.csv")) {
            assertThat(derived.resolve(file))
                    .hasSameBinaryContentAs(study.resolve(RUN).resolve(file));
        }
        assertThat(Files.readAllLines(derived.resolve("exchange.csv"))).hasSizeGreaterThan(1_000);
        assertAChangedCellIsNamed(run, study);
    }

    private static void assertAChangedCellIsNamed(EmsCommand run, Path study) throws Exception {
        var table = study.resolve(RUN).resolve("settlement.csv");
        List<String> rows = new ArrayList<>(Files.readAllLines(table));
        String row = rows.get(500);
        rows.set(500, row.substring(0, row.length() - 1) + (row.endsWith("1") ? "2" : "1"));
        Files.write(table, rows);

        assertThat(run.ends(1, "verify", study.toString()))
                .contains("first wrong cell: " + RUN + "/settlement.csv, row 501, column 'book value (p)'");
    }
}
