package ems.routes.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.ProsumerId;
import ems.market.quantity.Power;
import ems.market.telemetry.ColumnMapping.DecimalMark;
import ems.market.telemetry.ColumnMapping.MeterColumns;
import ems.market.telemetry.ColumnMapping.MeterUnit;
import ems.market.telemetry.ColumnMapping.NetColumn;
import ems.market.telemetry.ColumnMapping.NetSign;
import ems.market.telemetry.ColumnMapping.PartyColumn;
import ems.market.telemetry.ColumnMapping.ProsumerColumns;
import ems.market.telemetry.ColumnMapping.RowWords;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.ReplayFile;
import ems.market.telemetry.Replayed;
import ems.market.telemetry.Replayed.Unmet;
import ems.market.telemetry.TimeColumn;
import ems.market.telemetry.TimeColumn.DateTime;
import ems.market.telemetry.TimeColumn.MillisecondsAfter;
import ems.routes.store.MemoryTelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files as meters, portals and spreadsheets write them. */
class FilesOfPeopleTest {

    private static final ProsumerId A = new ProsumerId("A");
    private static final ProsumerId B = new ProsumerId("B");
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final MeterColumns BOTH = new MeterColumns("pv", "load");
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static Replays replays;

    @TempDir
    private Path folder;

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

    private static TimeColumn utc() {
        return new DateTime("time", Duration.ZERO);
    }

    private static ProsumerColumns columns(TimeColumn time, MeterUnit unit, MeterColumns meter) {
        return new ProsumerColumns(time, HALF_HOUR, unit, 1, Map.of(A, meter));
    }

    private static ProsumerColumns withComma(ProsumerColumns columns) {
        return new ProsumerColumns(
                columns.time(),
                columns.interval(),
                DecimalMark.COMMA,
                columns.unit(),
                columns.factor(),
                columns.most(),
                columns.prosumers(),
                columns.party());
    }

    private Path file(String text, Charset charset) throws IOException {
        return Files.write(folder.resolve("homes.csv"), text.getBytes(charset));
    }

    private Replayed read(String text, ProsumerColumns columns) throws IOException {
        return replays.replay.replay(new ReplayFile(file(text, StandardCharsets.UTF_8), columns), replays);
    }

    private static MeterReading reading(String at, long productionWatts, long consumptionWatts) {
        return new MeterReading(
                A,
                Instant.parse(at),
                HALF_HOUR,
                new Power(productionWatts * 1_000),
                new Power(consumptionWatts * 1_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-16", "windows-1252"})
    void anyEncodingWithABlankInTheHeadAndAnySeparator(String charset) throws IOException {
        for (String separator : List.of(",", ";", "\t", "|")) {
            var text = "owner: Zo\u00eb\n\n" + String.join(separator, "time ", "pv\u00a0", " load", "caf\u00e9")
                    + "\r\n" + String.join(separator, "2019-08-05 00:00:00", "1", "2", "x") + separator + "\r\n";
            var file = file(text, Charset.forName(charset));
            replays.clear();
            var replayed =
                    replays.replay.replay(new ReplayFile(file, columns(utc(), MeterUnit.KILOWATT, BOTH)), replays);
            assertThat(replays.readings).containsExactly(reading("2019-08-05T00:00:00Z", 1_000, 2_000));
            assertThat(replayed.refusals()).isEmpty();
        }
    }

    @Test
    void rowsOfOneKindAreReadAndWordsThatNeverOccurAreNamed() throws IOException {
        var export = new ProsumerColumns(
                utc(),
                HALF_HOUR,
                DecimalMark.POINT,
                MeterUnit.WATT,
                1,
                ProsumerColumns.MOST,
                Map.of(A, new MeterColumns(Optional.of("value"), Optional.empty(), Optional.empty())),
                Optional.empty(),
                Optional.of(new RowWords("type", Set.of("Export", "Generation"))));
        var replayed = read(
                "time,value,type\n2019-08-05 00:00,3, Export \n2019-08-05 00:00,7,Import\n2019-08-05 00:30,4,Export\n",
                export);
        assertThat(replays.readings)
                .containsExactly(reading("2019-08-05T00:00:00Z", 3, 0), reading("2019-08-05T00:30:00Z", 4, 0));
        assertThat(replayed.refusals()).isEmpty();
        assertThat(replayed.unmet()).containsExactly(new Unmet("", "type", "Generation", List.of("Import")));
    }

    @Test
    void aHomeWhoseNameNeverOccursIsNamedWithThoseThatDo() throws IOException {
        var named = new ProsumerColumns(
                utc(),
                HALF_HOUR,
                DecimalMark.POINT,
                MeterUnit.WATT,
                1,
                ProsumerColumns.MOST,
                Map.of(A, BOTH),
                Optional.of(new PartyColumn("meter", Map.of("MAC3", A))));
        var replayed = read("time,meter,pv,load\n2019-08-05 00:00,MAC1,1,2\n2019-08-05 00:00,MAC2,1,2\n", named);
        assertThat(replayed.unmet()).containsExactly(new Unmet(A.text(), "meter", "MAC3", List.of("MAC1", "MAC2")));
    }

    @Test
    void theOnlyFileOfAZipArchive() throws IOException {
        var zipped = Files.write(
                folder.resolve("homes.zip"), zip(Map.of("homes.csv", "time,pv,load\n2019-08-05 00:00,1,2\n")));
        replays.replay.replay(new ReplayFile(zipped, columns(utc(), MeterUnit.WATT, BOTH)), replays);
        assertThat(replays.readings).containsExactly(reading("2019-08-05T00:00:00Z", 1, 2));

        var two = Files.write(folder.resolve("two.zip"), zip(Map.of("a.csv", "", "b.csv", "")));
        assertThatThrownBy(() -> replays.replay.check(new ReplayFile(two, columns(utc(), MeterUnit.WATT, BOTH))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the archive holds 2 files where one is expected");
    }

    private static byte[] zip(Map<String, String> files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2019-08-05 00:30         | 2019-08-05T00:30:00Z
        2019-08-05T00:30:00Z     | 2019-08-05T00:30:00Z
        2019-08-05 00:30:00.0000000 | 2019-08-05T00:30:00Z
        2019-08-05T00:30:00.000Z | 2019-08-05T00:30:00Z
        2019-08-05T01:30:00+01:00 | 2019-08-05T00:30:00Z
        2019-08-05 01:30:00+0100 | 2019-08-05T00:30:00Z
        2019-08-04 19:30:00-05   | 2019-08-05T00:30:00Z
        2019-08-05 00:30:00 UTC  | 2019-08-05T00:30:00Z
        """)
    void anyIso8601(String cell, String at) throws IOException {
        read("time,pv,load\n" + cell + ",1,2\n", columns(utc(), MeterUnit.WATT, BOTH));
        assertThat(replays.readings).containsExactly(reading(at, 1, 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        dd/MM/yyyy HH:mm      | 05/08/2019 00:30
        d/M/yyyy H:mm:ss      | 5/8/2019 0:30:00
        dd-MM-yyyy HH:mm      | 05-08-2019 00:30
        dd.MM.yyyy HH:mm      | 05.08.2019 00:30
        dd MMM yyyy h:mm a    | 05 Aug 2019 12:30 am
        """)
    void anyPattern(String pattern, String cell) throws IOException {
        var time = new DateTime("time", Optional.empty(), Optional.of(pattern), ZoneOffset.UTC, Duration.ZERO);
        read("time,pv,load\n" + cell + ",1,2\n", columns(time, MeterUnit.WATT, BOTH));
        assertThat(replays.readings).containsExactly(reading("2019-08-05T00:30:00Z", 1, 2));
    }

    @Test
    void aDayThatThereIsNotIsRefused() throws IOException {
        var time = new DateTime("time", Optional.empty(), Optional.of("dd/MM/yyyy"), ZoneOffset.UTC, Duration.ZERO);
        var replayed = read("time,pv,load\n31/02/2019,1,2\n05/08/2019,1,2\n", columns(time, MeterUnit.WATT, BOTH));
        assertThat(replays.readings).hasSize(1);
        assertThat(replayed.refusals())
                .singleElement()
                .satisfies(refused -> assertThat(refused.first())
                        .isEqualTo("homes.csv:2: column 'time': '31/02/2019' is not a date and time of the pattern"
                                + " dd/MM/yyyy"));
    }

    @Test
    void dateAndTimeInTwoColumnsAndMilliseconds() throws IOException {
        var two = new DateTime(
                "day", Optional.of("clock"), Optional.of("d/M/yyyy HH:mm:ss"), ZoneOffset.UTC, Duration.ZERO);
        read("day;clock;pv;load\n5/8/2019;00:30:00;1;2\n", columns(two, MeterUnit.WATT, BOTH));
        var epoch = new MillisecondsAfter("t", Instant.EPOCH);
        read("t,pv,load\n1564965000000,1,2\n", columns(epoch, MeterUnit.WATT, BOTH));
        assertThat(replays.readings)
                .containsExactly(reading("2019-08-05T00:30:00Z", 1, 2), reading("2019-08-05T00:30:00Z", 1, 2));
    }

    /** In both directions, and for the day that lacks an hour. */
    @Test
    void localTimeHasDaysOfTwentyThreeAndTwentyFiveHours() throws IOException {
        var local = new DateTime("time", Optional.empty(), Optional.empty(), LONDON, Duration.ZERO);
        for (String day : List.of("2019-10-27", "2019-03-31", "2019-08-05")) {
            var instants = new ArrayList<Instant>();
            var rows = new ArrayList<String>();
            var start = java.time.LocalDate.parse(day).atStartOfDay(LONDON);
            for (var at = start; at.toLocalDate().equals(start.toLocalDate()); at = at.plus(HALF_HOUR)) {
                instants.add(at.toInstant());
                rows.add(at.toLocalDateTime() + ",0," + instants.size());
            }
            for (boolean newestFirst : List.of(false, true)) {
                replays.clear();
                var lines = new ArrayList<>(rows);
                if (newestFirst) {
                    Collections.reverse(lines);
                }
                var replayed = read("time,pv,load\n" + String.join("\n", lines), columns(local, MeterUnit.WATT, BOTH));
                assertThat(replayed.refusals()).isEmpty();
                assertThat(replays.readings).hasSize(instants.size());
                for (MeterReading reading : replays.readings) {
                    int place = (int) (reading.consumption().milliwatts() / 1_000);
                    assertThat(reading.at()).isEqualTo(instants.get(place - 1));
                }
            }
        }
    }

    @Test
    void aLocalTimeThatClocksWentPastIsRefused() throws IOException {
        var local = new DateTime("time", Optional.empty(), Optional.empty(), LONDON, Duration.ZERO);
        var replayed = read("time,pv,load\n2019-03-31 01:30,1,2\n", columns(local, MeterUnit.WATT, BOTH));
        assertThat(replayed.refusals())
                .singleElement()
                .satisfies(refused -> assertThat(refused.first()).contains("does not exist in Europe/London"));
    }

    @Test
    void theSecondOfTwoEqualTimesWithAnotherValueIsAContradiction() throws IOException {
        var text = "time,pv,load\n2019-10-27 02:00,1,2\n2019-10-27 02:00,1,2\n2019-10-27 02:00,1,3\n";
        var replayed = replays.replay.replay(
                new ReplayFile(file(text, StandardCharsets.UTF_8), columns(utc(), MeterUnit.WATT, BOTH)),
                new MemoryTelemetry());
        assertThat(replayed.report().accepted()).isEqualTo(1);
        assertThat(replayed.report().repeated()).isEqualTo(1);
        assertThat(replayed.refusals()).singleElement().satisfies(refused -> {
            assertThat(refused.contradiction()).isTrue();
            assertThat(refused.first()).startsWith("homes.csv:4: a second row of A for 2019-10-27T02:00:00Z");
        });
    }

    @Test
    void theNewestRowMayStandFirst() throws IOException {
        var replayed = read(
                "time,pv,load\n2019-08-05 01:00,3,3\n2019-08-05 00:30,2,2\n2019-08-05 00:00,1,1\n",
                columns(utc(), MeterUnit.WATT, BOTH));
        assertThat(replayed.report().accepted()).isEqualTo(3);
        assertThat(replayed.series()).singleElement().satisfies(series -> {
            assertThat(series.first()).isEqualTo(Instant.parse("2019-08-05T00:00:00Z"));
            assertThat(series.last()).isEqualTo(Instant.parse("2019-08-05T01:00:00Z"));
            assertThat(series.spacing()).contains(HALF_HOUR);
            assertThat(series.disordered()).isEqualTo(2);
        });
    }

    @Test
    void energyOfAnIntervalIsItsMeanPower() throws IOException {
        read("time,pv,load\n2019-08-05 00:00,0.25,1\n", columns(utc(), MeterUnit.KILOWATT_HOUR, BOTH));
        read("time,pv,load\n2019-08-05 00:00,250,1000\n", columns(utc(), MeterUnit.WATT_HOUR, BOTH));
        assertThat(replays.readings)
                .containsExactly(
                        reading("2019-08-05T00:00:00Z", 500, 2_000), reading("2019-08-05T00:00:00Z", 500, 2_000));
    }

    @Test
    void aRisingRegisterWithAResetAndAGap() throws IOException {
        var replayed = read("""
                time,pv,load
                2019-08-05 00:30,10.5,101
                2019-08-05 00:00,10,100
                2019-08-05 01:00,0.25,102
                2019-08-05 01:30,0.25,103
                2019-08-05 03:00,0.25,109
                """, columns(utc(), MeterUnit.KILOWATT_HOUR_REGISTER, BOTH));
        assertThat(replays.readings)
                .containsExactly(
                        reading("2019-08-05T00:00:00Z", 1_000, 2_000), reading("2019-08-05T01:00:00Z", 0, 2_000));
        assertThat(replayed.refusals())
                .singleElement()
                .satisfies(
                        refused -> assertThat(refused.first()).startsWith("homes.csv:2: the register of A is lower"));
    }

    @Test
    void aNetColumnWithEitherSign() throws IOException {
        var text = "time,net\n2019-08-05 00:00,400\n2019-08-05 00:30,-300\n";
        read(text, columns(utc(), MeterUnit.WATT, net(NetSign.IMPORT)));
        read(text, columns(utc(), MeterUnit.WATT, net(NetSign.EXPORT)));
        assertThat(replays.readings)
                .containsExactly(
                        reading("2019-08-05T00:00:00Z", 0, 400),
                        reading("2019-08-05T00:30:00Z", 300, 0),
                        reading("2019-08-05T00:00:00Z", 400, 0),
                        reading("2019-08-05T00:30:00Z", 0, 300));
    }

    private static MeterColumns net(NetSign positive) {
        return new MeterColumns(Optional.empty(), Optional.empty(), Optional.of(new NetColumn("net", positive)));
    }

    @Test
    void aHomeWithoutProductionAndADecimalComma() throws IOException {
        var consumer = new MeterColumns(Optional.empty(), Optional.of("load"), Optional.empty());
        read("time;load\n2019-08-05 00:00;0,25\n", withComma(columns(utc(), MeterUnit.KILOWATT, consumer)));
        read("time,load\n2019-08-05 00:00,\"0,25\"\n", withComma(columns(utc(), MeterUnit.KILOWATT, consumer)));
        assertThat(replays.readings)
                .containsExactly(reading("2019-08-05T00:00:00Z", 0, 250), reading("2019-08-05T00:00:00Z", 0, 250));
    }

    /** A German thousands point must not become a decimal one. */
    @Test
    void withADecimalCommaAPointIsRefused() throws IOException {
        var consumer = new MeterColumns(Optional.empty(), Optional.of("load"), Optional.empty());
        for (MeterUnit unit : List.of(MeterUnit.WATT, MeterUnit.KILOWATT)) {
            var replayed = read("time;load\n2019-08-05 00:00;1.234\n", withComma(columns(utc(), unit, consumer)));
            assertThat(replays.readings).isEmpty();
            assertThat(replayed.refusals())
                    .singleElement()
                    .satisfies(refused -> assertThat(refused.first()).contains("decimal: comma, and it has a point"));
        }
    }

    @Test
    void anOffsetInAPatternCountsBeforeTheZone() throws IOException {
        var time = new DateTime("time", Optional.empty(), Optional.of("dd/MM/yyyy HH:mm XXX"), LONDON, Duration.ZERO);
        read("time,pv,load\n05/08/2019 02:30 +02:00,1,2\n", columns(time, MeterUnit.WATT, BOTH));
        assertThat(replays.readings).containsExactly(reading("2019-08-05T00:30:00Z", 1, 2));
    }

    /** Two files of one home: the second one's other value is a contradiction, too. */
    @Test
    void aContradictionMayStandInAnotherFile() throws IOException {
        var both = new MemoryTelemetry();
        var columns = columns(utc(), MeterUnit.WATT, BOTH);
        var first = file("time,pv,load\n2019-08-05 00:00,1,2\n", StandardCharsets.UTF_8);
        replays.replay.replay(new ReplayFile(first, columns), both);
        var second = Files.writeString(folder.resolve("more.csv"), "time,pv,load\n2019-08-05 00:00,1,3\n");
        assertThat(replays.replay.replay(new ReplayFile(second, columns), both).refusals())
                .singleElement()
                .satisfies(refused -> assertThat(refused.contradiction()).isTrue());
    }

    /** As a table that was turned from wide to long: all days of midnight first. */
    @Test
    void theDistanceOfRowsIsThatInTime() throws IOException {
        var text = new StringBuilder("time,pv,load\n");
        for (int slot = 0; slot < 48; slot++) {
            for (int day = 0; day < 10; day++) {
                text.append(Instant.parse("2019-08-05T00:00:00Z")
                                .plus(Duration.ofDays(day))
                                .plus(HALF_HOUR.multipliedBy(slot)))
                        .append(",1,")
                        .append(1 + (slot + day) % 5)
                        .append('\n');
            }
        }
        assertThat(read(text.toString(), columns(utc(), MeterUnit.WATT, BOTH)).series())
                .singleElement()
                .satisfies(series -> {
                    assertThat(series.spacing()).contains(HALF_HOUR);
                    assertThat(series.gaps()).isZero();
                });
    }

    @Test
    void aColumnThatNamesTheHome() throws IOException {
        Map<ProsumerId, MeterColumns> homes = new LinkedHashMap<>();
        var consumer = new MeterColumns(Optional.empty(), Optional.of("KWH/hh (per half hour) "), Optional.empty());
        homes.put(A, consumer);
        homes.put(B, consumer);
        var columns = new ProsumerColumns(
                new DateTime("DateTime", Duration.ZERO),
                HALF_HOUR,
                DecimalMark.POINT,
                MeterUnit.KILOWATT_HOUR,
                1,
                ProsumerColumns.MOST,
                homes,
                Optional.of(new PartyColumn("LCLid", Map.of("MAC000002", A, "MAC000003", B))));
        var replayed = read("""
                LCLid,stdorToU,DateTime,KWH/hh (per half hour)\u0020
                MAC000002,Std,2012-10-12 00:30:00.0000000, 0.1\u0020
                MAC000002,Std,2012-10-12 01:00:00.0000000,Null
                MAC000003,Std,2012-10-12 00:30:00.0000000,0.2
                MAC000004,Std,2012-10-12 00:30:00.0000000,0.3
                """.replace("\\u0020", " "), columns);
        assertThat(replays.readings).extracting(MeterReading::prosumer).containsExactly(A, B);
        assertThat(replays.readings.get(0).consumption()).isEqualTo(new Power(200_000));
        assertThat(replayed.refusals()).singleElement().satisfies(refused -> {
            assertThat(refused.party()).isEqualTo("A");
            assertThat(refused.first())
                    .isEqualTo("homes.csv:3: column 'KWH/hh (per half hour) ': 'Null' is not a number of kWh");
        });
    }

    @Test
    void anInverterThatDrawsAtNightKeepsTheConsumptionOfItsHome() throws IOException {
        var replayed = read("time,pv,load\n2019-08-05 00:00,-3,400\n", columns(utc(), MeterUnit.WATT, BOTH));
        assertThat(replays.readings).containsExactly(reading("2019-08-05T00:00:00Z", 0, 403));
        assertThat(replayed.series())
                .singleElement()
                .satisfies(series -> assertThat(series.nightDraws()).isEqualTo(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        37823861,0 | A has 37823.861 kW, above the 100 kW that a home can have: is the column a register
        0,-400     | column 'load': consumption of -400 W is negative: if the column is consumption less production, name it as net
        -400,0     | column 'pv': production of -400 W is negative, and more than the 100 W
        """)
    void aPowerThatNoHomeHasIsRefused(String cells, String reason) throws IOException {
        var replayed = read("time,pv,load\n2019-08-05 00:00," + cells + "\n", columns(utc(), MeterUnit.WATT, BOTH));
        assertThat(replays.readings).isEmpty();
        assertThat(replayed.refusals())
                .singleElement()
                .satisfies(refused -> assertThat(refused.first()).contains(reason));
    }

    @Test
    void refusalsAreGroupedByPartyAndKind() throws IOException {
        var text = new StringBuilder("time,pv,load\n");
        for (int i = 0; i < 24; i++) {
            text.append("2019-08-05 ")
                    .append(i < 10 ? "0" + i : i)
                    .append(":00,x")
                    .append(i)
                    .append(",1\n");
        }
        text.append("2019-08-06 00:00,1\n2019-08-06 00:30,1\n");
        var replayed = read(text.toString(), columns(utc(), MeterUnit.WATT, BOTH));
        assertThat(replayed.refusals()).hasSize(2);
        assertThat(replayed.refusals().get(0).rows()).isEqualTo(24);
        assertThat(replayed.refusals().get(0).first()).startsWith("homes.csv:2: column 'pv': 'x0' is not a number");
        assertThat(replayed.refusals().get(1).rows()).isEqualTo(2);
        assertThat(replayed.refusals().get(1).party()).isEmpty();
    }

    @Test
    void aColumnThatNeverFallsIsNamed() throws IOException {
        var text = new StringBuilder("time,pv,load\n");
        for (int i = 0; i < 48; i++) {
            text.append(Instant.parse("2019-08-05T00:00:00Z").plus(HALF_HOUR.multipliedBy(i)))
                    .append(",")
                    .append(i % 5)
                    .append(",")
                    .append(1_000 + i)
                    .append('\n');
        }
        assertThat(read(text.toString(), columns(utc(), MeterUnit.WATT, BOTH)).series())
                .singleElement()
                .satisfies(series -> assertThat(series.rising()).containsExactly("load"));
    }

    @Test
    void rowsOutsideTheTimeOfInterestArePassedOver() throws IOException {
        var text = "time,pv,load\n2016-01-01 00:00,1,1\n2019-08-05 00:00,2,2\n2025-01-01 00:00,3,3\n";
        var span = new ReplayFile.Span(Instant.parse("2019-08-05T00:00:00Z"), Instant.parse("2019-08-06T00:00:00Z"));
        var replayed = replays.replay.replay(
                new ReplayFile(file(text, StandardCharsets.UTF_8), columns(utc(), MeterUnit.WATT, BOTH), span),
                replays);
        assertThat(replays.readings).containsExactly(reading("2019-08-05T00:00:00Z", 2, 2));
        assertThat(replayed.series())
                .singleElement()
                .satisfies(series -> assertThat(series.outside()).isEqualTo(2));
    }
}
