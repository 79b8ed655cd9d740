package ems.routes.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.telemetry.ColumnMapping.MeterUnit;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.Inbox;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.ReplayFile;
import ems.market.telemetry.ReplayReport;
import ems.market.telemetry.TimeColumn.DateTime;
import ems.market.telemetry.VehicleStatus;
import ems.routes.Grid;

import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static ems.routes.Grid.Z0;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReplayingProsumersTest {

    private static Replays replays;

    @TempDir
    private Path folder;

    private long lettersBefore = replays.letters.count();

    @BeforeAll
    static void start() {
        replays = new Replays();
    }

    @AfterAll
    static void stop() {
        replays.close();
    }

    @AfterEach
    void clear() {
        replays.clear();
    }

    @Test
    void rowsBecomeReadings() {
        var report = replay(Replays.HEADER, "0,1.5,0.25,0,2", "60,0,0,0.000001,1e-3");
        assertThat(report).isEqualTo(new ReplayReport(4, 0, 0));
        var minute = Duration.ofMinutes(1);
        assertThat(replays.readings)
                .startsWith(Grid.reading(L1, NOON, minute, 1_500, 250), Grid.reading(Z0, NOON, minute, 0, 2_000));
        assertThat(replays.readings.get(3).production().milliwatts()).isEqualTo(1);
        assertThat(replays.readings.get(3).consumption().milliwatts()).isEqualTo(1_000);
    }

    @Test
    void columnsMayStandInAnyOrderAmongOthers() {
        replay(
                "note,Z0_consumption_kw,Z0_production_kw, t_s ,L1_consumption_kw,L1_production_kw",
                "\"a, \"\"b\"\"\",4,3,0,2,1");
        assertThat(replays.readings)
                .containsExactly(
                        Grid.reading(L1, NOON, Duration.ofMinutes(1), 1_000, 2_000),
                        Grid.reading(Z0, NOON, Duration.ofMinutes(1), 3_000, 4_000));
    }

    @Test
    void unitAndFactorAreTheMappings() {
        var kilowatts = Replays.prosumers();
        var watts = new ProsumerColumns(
                new DateTime("t_s", Duration.ofDays(7)),
                Duration.ofSeconds(10),
                MeterUnit.WATT,
                360,
                kilowatts.prosumers());
        var file = Replays.file(folder, "watts.csv", Replays.HEADER, "2026-02-22T12:00:00Z,1,0.5,0,0");
        replays.replay(file, watts);
        assertThat(replays.readings.get(0)).isEqualTo(Grid.reading(L1, NOON, Duration.ofSeconds(10), 360, 180));
    }

    @Test
    void aFileMayBeZippedAndBeginWithAByteOrderMark() throws IOException {
        var bytes = zipped("\uFEFF" + Replays.HEADER + "\r\n0,1,1,1,1\r\n60,1,1,1,1");
        var file = Files.write(folder.resolve("prosumers.csv.gz"), bytes);
        assertThat(replays.replay(file, Replays.prosumers())).isEqualTo(new ReplayReport(4, 0, 0));
    }

    @Test
    void theMachinesLanguageDoesNotMatter() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(replay(Replays.HEADER, "0,1.5,0,0,0").accepted()).isEqualTo(2);
            assertThat(replays.readings.get(0).production().milliwatts()).isEqualTo(1_500_000);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aMissingColumnIsAnErrorThatNamesFileAndColumns() {
        assertThatThrownBy(() -> replay("t_s;L1_production_kw;Z0", "0;1;2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("prosumers.csv:1: no column 'L1_consumption_kw'; found: t_s, L1_production_kw, Z0");
        assertThatThrownBy(() -> replay(Replays.HEADER.replace("Z0_production", "Z0_prod"), "0,1,1,1,1"))
                .hasMessageContaining("no column 'Z0_production_kw'; found: t_s, L1_production_kw");
        assertThatThrownBy(() -> replay(Replays.HEADER + ",t_s", "0,1,1,1,1,0"))
                .hasMessage("prosumers.csv:1: column 't_s' stands twice");
    }

    @Test
    void aFileThatCannotBeReadIsAnError() throws IOException {
        assertThatThrownBy(() -> replays.replay(folder.resolve("absent.csv"), Replays.prosumers()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absent.csv");
        var empty = Files.createFile(folder.resolve("empty.csv"));
        assertThatThrownBy(() -> replays.replay(empty, Replays.prosumers())).hasMessageContaining("empty.csv:1");
        var notZipped = Replays.file(folder, "plain.csv.gz", Replays.HEADER);
        assertThatThrownBy(() -> replays.replay(notZipped, Replays.prosumers()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plain.csv.gz");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        -0.5      | column 'L1_production_kw': production of -500 W is negative, and more than the 100 W
        NaN       | column 'L1_production_kw': 'NaN' is not a number of kW
        Infinity  | 'Infinity' is not a number of kW
        ''        | column 'L1_production_kw': the cell is empty, not a number of kW
        abc       | 'abc' is not a number of kW
        "0,5"     | '0,5' is not a number of kW: write a decimal point, not a comma
        1 000     | '1 000' is not a number of kW
        1.2.3     | '1.2.3' is not a number of kW
        .         | '.' is not a number of kW
        0x10      | '0x10' is not a number of kW
        1000001   | power of 1000001 kW is outside [-1, 1] GW
        1e999999  | is not a number of kW of at most 30 digits
        1e-999999 | is not a number of kW of at most 30 digits
        111111111111111111111111111111111111111111 | of at most 30 digits
        """)
    void aBadCellCostsItsProsumersReadingOnly(String cell, String reason) {
        var line = "60," + cell + ",1,1,1";
        var report = replay(Replays.HEADER, "0,1,1,1,1", line, "120,1,1,1,1");
        assertThat(report).isEqualTo(new ReplayReport(5, 0, 1));
        assertThat(replays.letters.latest(1)).singleElement().satisfies(letter -> {
            assertThat(letter.door()).isEqualTo("replay");
            assertThat(letter.receivedAt()).isEqualTo(NOON);
            assertThat(letter.text()).isEqualTo(line);
            assertThat(letter.reason()).startsWith("prosumers.csv:3: ").contains(reason);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        60,1,1,1        | the line has 4 cells, the header 5: is it cut off?
        60,1,1,1,1,1    | the line has 6 cells, the header 5: is there a decimal comma?
        65,1,1,1,1      | is not at a whole multiple of 10 s
        60.5,1,1,1,1    | column 't_s': '60.5' is not a whole number of s
        x,1,1,1,1       | column 't_s': 'x' is not a number of s
        99999999999,1,1,1,1 | is beyond a hundred years
        60,"1,1,1,1     | the line is not CSV
        """)
    void aBadLineCostsAllItsReadings(String line, String reason) {
        var report = replay(Replays.HEADER, "0,1,1,1,1", line, "120,1,1,1,1");
        assertThat(report).isEqualTo(new ReplayReport(4, 0, 2));
        assertThat(replays.reasons())
                .first()
                .asString()
                .startsWith("prosumers.csv:3: ")
                .contains(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-02-30 12:00:00", "01/03/2026 12:00:00", "2026-03-01 25:00:00", "2026-0a-01 12:00:00", ""})
    void aTimeThatIsNoneIsRefused(String time) {
        var seconds = Replays.prosumers();
        var dates = new ProsumerColumns(
                new DateTime("t_s", Duration.ZERO), seconds.interval(), seconds.unit(), 1, seconds.prosumers());
        var file = Replays.file(folder, "dates.csv", Replays.HEADER, time + ",1,1,1,1", "2026-03-01 12:00:00,1,1,1,1");
        assertThat(replays.replay(file, dates)).isEqualTo(new ReplayReport(2, 0, 2));
        assertThat(replays.reasons()).first().asString().contains("is not a UTC date and time");
    }

    @Test
    void repeatsAreDroppedAndCountedWhereverTheyStand() {
        var report = replay(
                Replays.HEADER, "0,1,1,1,1", "120,1,1,1,1", "0,1,1,1,1", "120,1,1,1,1", "60,1,1,1,1", "180,1,1,1,1");
        assertThat(report).isEqualTo(new ReplayReport(8, 4, 0));
    }

    @Test
    void aMistypedYearCostsItsLineAndNotTheMemory() {
        assertThat(replay(Replays.HEADER, "0,1,1,1,1", "3000000000,1,1,1,1", "60,1,1,1,1"))
                .isEqualTo(new ReplayReport(4, 0, 2));
        assertThat(replays.reasons()).first().asString().contains("more than 4000 days");
    }

    @Test
    void aLineCutOffAtTheEndIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("cut.csv"), Replays.HEADER + "\n0,1,1,1,1\n60,1,1");
        assertThat(replays.replay(file, Replays.prosumers())).isEqualTo(new ReplayReport(2, 0, 2));
        assertThat(replays.reasons())
                .first()
                .asString()
                .startsWith("cut.csv:3: ")
                .contains("cut off");
    }

    @Test
    void aZippedFileThatIsCutOffEndsWithARefusal() throws IOException {
        var text = new StringBuilder(Replays.HEADER).append('\n');
        for (int row = 0; row < 5_000; row++) {
            text.append(row * 60).append(",1.").append(row * 7919 % 1000).append(",1,1,1\n");
        }
        var whole = zipped(text.toString());
        var file = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
        var report = replays.replay(file, Replays.prosumers());
        assertThat(report.accepted()).isEqualTo(replays.readings.size()).isPositive();
        assertThat(report.refused()).isEqualTo(2);
        assertThat(replays.reasons()).first().asString().contains("the file is damaged from here on");
    }

    @Test
    void aLineOfTenMegabytesIsRefusedAndTheRestGoesOn() throws IOException {
        var text = Replays.HEADER + "\n0,1,1,1,1\n" + "9".repeat(10_000_000) + "\n60,1,1,1,1\n";
        var file = Files.writeString(folder.resolve("long.csv"), text);
        assertThat(replays.replay(file, Replays.prosumers())).isEqualTo(new ReplayReport(4, 0, 2));
        assertThat(replays.reasons())
                .first()
                .asString()
                .startsWith("long.csv:3: the line is longer than 262144 characters");
        assertThat(replays.letters.latest(1).get(0).text()).hasSize(1_000);
    }

    @Test
    void blankLinesArePassedOver() {
        assertThat(replay(Replays.HEADER, "", "0,1,1,1,1", "  ", "60,1,1,1,1", ""))
                .isEqualTo(new ReplayReport(4, 0, 0));
        assertThat(replays.letters.count()).isEqualTo(lettersBefore);
    }

    @Test
    void whatTheInboxCannotHoldIsRefused() {
        var file = Replays.file(folder, "prosumers.csv", Replays.HEADER, "0,1,1,1,1");
        Inbox full = new Inbox() {
            @Override
            public void accept(MeterReading reading) {
                throw new IllegalArgumentException("no room");
            }

            @Override
            public void accept(VehicleStatus status) {
                throw new IllegalArgumentException("no room");
            }
        };
        var report = replays.replay
                .replay(new ReplayFile(file, Replays.prosumers()), full)
                .report();
        assertThat(report).isEqualTo(new ReplayReport(0, 0, 2));
        assertThat(replays.letters.latest(1))
                .extracting(DeadLetter::reason)
                .containsExactly("prosumers.csv:2: no room");
    }

    @Test
    void aFailureOfTheInboxIsNoRefusal() {
        var file = Replays.file(folder, "prosumers.csv", Replays.HEADER, "0,1,1,1,1");
        Inbox broken = new Inbox() {
            @Override
            public void accept(MeterReading reading) {
                throw new IllegalStateException("disk full");
            }

            @Override
            public void accept(VehicleStatus status) {}
        };
        assertThatThrownBy(() -> replays.replay.replay(new ReplayFile(file, Replays.prosumers()), broken))
                .isInstanceOf(IllegalStateException.class)
                .hasStackTraceContaining("disk full");
    }

    private ReplayReport replay(String... lines) {
        return replays.replay(Replays.file(folder, "prosumers.csv", lines), Replays.prosumers());
    }

    private static byte[] zipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
