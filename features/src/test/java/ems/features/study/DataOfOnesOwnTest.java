package ems.features.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ems.features.packaged.Application;

import static org.assertj.core.api.Assertions.assertThat;

/** From files as a meter's portal writes them to a scenario, without a hand on the data block. */
class DataOfOnesOwnTest {

    private static final Instant START = Instant.parse("2019-08-05T00:00:00Z");
    private static final DateTimeFormatter DATES =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm").withZone(ZoneOffset.UTC);

    @TempDir
    Path folder;

    private EmsCommand run;
    private final List<String> homes = new ArrayList<>();

    /** Half-hours of two homes, the newest first, with decimal commas; two cars that drive now and then. */
    @BeforeEach
    void write() throws IOException {
        run = new EmsCommand(folder);
        List<String> cars = new ArrayList<>(List.of("ev;date;consumption_kwh;charging_point"));
        for (int i = 0; i < 8 * 48; i++) {
            String at = DATES.format(START.plus(Duration.ofMinutes(30L * i)));
            homes.add(at + ";" + "0," + (i * 7 % 9 + 1) + ";" + "0," + (i * 5 % 8) + ";" + "0," + (i * 3 % 7 + 1));
            for (String car : List.of("EV1", "EV2")) {
                cars.add(car + ";" + at + (i % 48 == 16 ? ";1,5;none" : ";0,0;home"));
            }
        }
        Collections.reverse(homes);
        homes.add(0, "Zeit;A Verbrauch (kWh);A Erzeugung (kWh);B Verbrauch (kWh)");
        Files.write(folder.resolve("homes.csv"), homes);
        Files.write(folder.resolve("cars.csv"), cars);
    }

    private Path scenario() throws IOException, InterruptedException {
        String block = run.ems(
                "data",
                "describe",
                folder.resolve("homes.csv").toString(),
                folder.resolve("cars.csv").toString());
        String measured = Files.readString(Application.ofRepository("study/scenarios/measured-week.yaml"));
        String head = measured.substring(0, measured.indexOf("data:"))
                .replaceAll("start: \\S+", "start: " + START)
                .replaceAll("days: \\d+", "days: 1");
        String tail = measured.substring(measured.indexOf("prices:"), measured.indexOf("runs:"));
        String runs = "runs:\n  shared-vehicles: [2]\n  algorithms: [optimal]\n  forecasts: [persistence]\n";
        return Files.writeString(
                folder.resolve("mine.yaml"), head + block.substring(block.indexOf("data:")) + tail + runs);
    }

    @Test
    void whatIsDescribedIsChecked() throws Exception {
        String checked = run.ems("data", "check", scenario().toString());
        assertThat(checked)
                .contains("A: 384 rows from 2019-08-05T00:00:00Z to 2019-08-12T23:30:00Z, mostly 30 min apart, 0 gaps")
                .contains("EV2: 384 rows")
                .contains("A study would run on this data.");
    }

    @Test
    void aStudyOnCrumbsEndsWithItsReasonsAndWritesNothing() throws Exception {
        var mine = scenario();
        Files.write(
                folder.resolve("homes.csv"),
                homes.stream()
                        .map(row -> row.replaceFirst("05/08/2019 0([0-5]):00;", "05/08/2019 0$1:00;x"))
                        .toList());
        var out = folder.resolve("out");
        assertThat(run.ends(2, "study", mine.toString(), "--out", out.toString()))
                .contains("homes.csv does not fit the scenario:")
                .contains("A: 12.50 % of its 10-second samples are missing, 1080 of 8640")
                .contains("6 rows are refused, the first: homes.csv:375: column 'A Verbrauch (kWh)': 'x0,");
        assertThat(out).doesNotExist();
    }

    /** As the Irish network operator's portal writes them, one home a file; the cars as above. */
    @Test
    void importAndExportBelowOneAnotherGoIntoAStudyAsTheyAre() throws Exception {
        List<String> rows = new ArrayList<>();
        var ends = DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm").withZone(ZoneOffset.UTC);
        for (int i = 0; i < 8 * 48; i++) {
            String at = ends.format(START.plus(Duration.ofMinutes(30L * (i + 1))));
            rows.add("10000000000,0000," + i % 4 + ".5,Active Export Interval (kW)," + at);
            rows.add("10000000000,0000,0." + (i * 7 % 9) + ",Active Import Interval (kW)," + at);
        }
        Collections.reverse(rows);
        rows.add(0, "MPRN,Meter Serial Number,Read Value,Read Type,Read Date and End Time");
        Files.write(folder.resolve("homes.csv"), rows);
        var mine = scenario();

        assertThat(run.ems("data", "check", mine.toString()))
                .contains("10000000000: 384 rows from 2019-08-05T00:00:00Z to 2019-08-12T23:30:00Z")
                .contains("10000000000: 9.600 kWh consumed and 48.000 kWh produced a day; 0 of the study's")
                .contains("A study would run on this data.");
        var out = folder.resolve("out");
        run.ems("study", mine.toString(), "--out", out.toString());
        assertThat(Files.readString(out.resolve("scenario.yaml"))).contains("kind-column: \"Read Type\"");
    }
}
