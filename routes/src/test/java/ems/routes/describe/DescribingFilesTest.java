package ems.routes.describe;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is guessed of files in the forms of well-known publishers; the rows are made here. */
class DescribingFilesTest {

    @TempDir
    private Path folder;

    /** A row of a day of half-hours. */
    private interface Row {
        String of(Instant at, int number);
    }

    private static List<String> day(Row row) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 48; i++) {
            rows.add(row.of(Instant.parse("2019-08-15T00:00:00Z").plus(Duration.ofMinutes(30L * i)), i));
        }
        return rows;
    }

    private static String as(String pattern, Instant at) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(at);
    }

    /** A use that goes up and down. */
    private static String use(int number) {
        return "0." + (100 + number * 37 % 400);
    }

    private String described(String name, String head, List<String> rows, Charset charset) {
        try {
            var file =
                    Files.write(folder.resolve(name), (head + "\n" + String.join("\n", rows) + "\n").getBytes(charset));
            return DescribedFiles.of(List.of(file)).text();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Form(String name, String head, List<String> rows, List<String> block) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Form> forms() {
        List<String> london = new ArrayList<>();
        for (String home : List.of("MAC000002", "MAC000003")) {
            london.addAll(day((at, n) -> home + ",Std," + as("yyyy-MM-dd HH:mm:ss", at) + ".0000000, " + use(n) + " "));
        }
        List<String> newestFirst = day((at, n) -> as("dd/MM/yyyy HH:mm", at) + ";" + use(n).replace('.', ',') + ";0,5");
        Collections.reverse(newestFirst);
        return Stream.of(
                new Form(
                        "london.csv",
                        "LCLid,stdorToU,DateTime,KWH/hh (per half hour) ",
                        london,
                        List.of(
                                "    time:\n      column: DateTime\n    interval: 30 min\n    unit: kWh\n",
                                "    party-column: LCLid\n",
                                "      MAC000002: {consumption: \"KWH/hh (per half hour)\"}\n",
                                "      MAC000003: {consumption: \"KWH/hh (per half hour)\"}\n")),
                new Form(
                        "octopus.csv",
                        "Consumption (kwh), Estimated Cost Inc. Tax (p), Start, End",
                        day((at, n) -> use(n) + ", 4.5, " + at.atOffset(ZoneOffset.ofHours(1)) + ", "
                                + at.plusSeconds(1_800).atOffset(ZoneOffset.ofHours(1))),
                        List.of(
                                "      column: Start\n    interval: 30 min\n    unit: kWh\n",
                                "      octopus: {consumption: \"Consumption (kwh)\"}\n")),
                new Form(
                        "home-assistant.csv",
                        "statistic_id,unit,start,state,sum",
                        day((at, n) -> "sensor.energy,kWh," + at.getEpochSecond() + "," + (1_000 + n) + "," + n),
                        List.of(
                                "      column: start\n      seconds-after: 1970-01-01T00:00:00Z\n    interval: 30 min\n",
                                "    unit: kWh register\n",
                                "    party-column: statistic_id\n",
                                "      sensor.energy: {consumption: state}\n")),
                new Form(
                        "german.csv",
                        "Zeit;Verbrauch (kW);Erzeugung (kW)",
                        newestFirst,
                        List.of(
                                "      pattern: \"d/M/yyyy H:mm\"\n    interval: 30 min\n    decimal: comma\n    unit: kW\n",
                                "      german: {",
                                "production: \"Erzeugung (kW)\", consumption: \"Verbrauch (kW)\"")),
                new Form(
                        "two-columns.csv",
                        "Date\tTime\tA_pv_w\tA_load_w",
                        day((at, n) ->
                                as("d/M/yyyy", at) + "\t" + as("HH:mm:ss", at) + "\t" + n % 7 + "\t" + 100 * (n % 5)),
                        List.of(
                                "      column: Date\n      clock-column: Time\n      pattern: \"d/M/yyyy H:mm:ss\"\n",
                                "    unit: W\n",
                                "      A: {production: A_pv_w, consumption: A_load_w}\n")),
                new Form(
                        "week.csv",
                        "time,L1_production_kw,L1_consumption_kw,Z0_production_kw,Z0_consumption_kw",
                        day((at, n) -> at + "," + n % 3 + "," + use(n) + ",0," + use(n + 1)),
                        List.of(
                                "    unit: kW\n",
                                "      L1: {production: L1_production_kw, consumption: L1_consumption_kw}\n",
                                "      Z0: {production: Z0_production_kw, consumption: Z0_consumption_kw}\n")),
                new Form(
                        "register.csv",
                        "timestamp_ms,import_kwh",
                        day((at, n) -> at.toEpochMilli() + "," + (5_000 + n)),
                        List.of("      milliseconds-after: 1970-01-01T00:00:00Z\n", "    unit: kWh register\n")),
                new Form(
                        "net.csv",
                        "time,grid_w",
                        day((at, n) -> at + "," + (n % 2 == 0 ? "" : "-") + (200 + n)),
                        List.of("net: grid_w, positive: import", "# unsure: net.csv: 'grid_w' has a sign")),
                new Form(
                        "ends.csv",
                        "MPRN,Read Value,Read Date and End Time,load kW",
                        day((at, n) -> "1,x," + as("dd-MM-yyyy HH:mm", at.plusSeconds(1_800)) + "," + use(n)),
                        List.of("      pattern: \"d-M-yyyy H:mm\"\n      stamps: end\n")),
                new Form(
                        "cars.csv",
                        "ev,date,state,distance_km,consumption_kwh,charging_point",
                        Stream.of("EV1", "EV2")
                                .flatMap(ev -> day((at, n) -> ev + "," + as("yyyy-MM-dd HH:mm:ss", at) + ",x,1.0,"
                                                + n % 2 + "," + (n % 2 == 0 ? "home" : "none"))
                                        .stream())
                                .toList(),
                        List.of(
                                "  vehicles:\n    file: cars.csv\n",
                                "    vehicle-column: ev\n    vehicles: [EV1, EV2]\n",
                                "    charging-point-column: charging_point\n    away: [\"none\"]\n",
                                "    driven-column: consumption_kwh\n    unit: kWh\n")));
    }

    /** As the Irish network operator's portal writes them: import and export below one another, the newest first. */
    @Test
    void importAndExportInRowsOfTheirOwn() {
        List<String> rows = new ArrayList<>();
        day((at, n) -> as("dd-MM-yyyy HH:mm", at.plusSeconds(1_800)) + "|" + n).forEach(row -> {
            String at = row.substring(0, row.indexOf('|'));
            int n = Integer.parseInt(row.substring(row.indexOf('|') + 1));
            rows.add(0, "10000000000,000000000000000000," + use(n) + ",Active Import Interval (kW)," + at);
            rows.add(0, "10000000000,000000000000000000," + n % 3 + ",Active Export Interval (kW)," + at);
        });
        assertThat(described(
                        "hdf.csv",
                        "MPRN,Meter Serial Number,Read Value,Read Type,Read Date and End Time",
                        rows,
                        StandardCharsets.UTF_8))
                .contains(
                        "      stamps: end\n    interval: 30 min\n    unit: kW\n    party-column: MPRN\n",
                        "    kind-column: \"Read Type\"\n",
                        "    production-kinds: [\"Active Export Interval (kW)\"]\n",
                        "    consumption-kinds: [\"Active Import Interval (kW)\"]\n",
                        "      \"10000000000\": {production: \"Read Value\", consumption: \"Read Value\"}\n")
                .doesNotContain("times stand twice", "does not say what it is");
    }

    @Test
    void productionInOneFileAndConsumptionInAnother() throws IOException {
        var pv = Files.write(
                folder.resolve("pv.csv"), withHead("time,power_w", day((at, n) -> at + "," + 100 * (n % 7))));
        var load = Files.write(
                folder.resolve("load.csv"), withHead("time,load_w", day((at, n) -> at + "," + 100 * (n % 5))));
        assertThat(DescribedFiles.of(List.of(pv, load)).text())
                .contains(
                        "      home: {production: power_w, production-file: pv.csv, consumption: load_w,"
                                + " consumption-file: load.csv}\n",
                        "# unsure: pv.csv: 'power_w' does not say what it is: production was taken, as the file's name"
                                + " says\n",
                        "# unsure: one file has production and the other consumption, so they were taken for one home\n");
    }

    @Test
    void homesThatStandInAFileOfProductionAndInOneOfConsumption() throws IOException {
        List<String> homes = List.of("MAC1", "MAC2");
        List<String> made = new ArrayList<>();
        List<String> used = new ArrayList<>();
        for (String home : homes) {
            made.addAll(day((at, n) -> home + "," + at + "," + n % 7));
            used.addAll(day((at, n) -> home + "," + at + "," + n % 5));
        }
        var generation = Files.write(folder.resolve("g.csv"), withHead("id,time,generation_kwh", made));
        var consumption = Files.write(folder.resolve("c.csv"), withHead("id,time,consumption_kwh", used));
        assertThat(DescribedFiles.of(List.of(generation, consumption)).text())
                .contains("    party-column: id\n")
                .contains(
                        "      MAC1: {production: generation_kwh, production-file: g.csv, consumption: consumption_kwh,"
                                + " consumption-file: c.csv}\n")
                .contains(
                        "      MAC2: {production: generation_kwh, production-file: g.csv, consumption: consumption_kwh,"
                                + " consumption-file: c.csv}\n");
    }

    @Test
    void eachColumnHasItsUnitAndARegisterBesideAPowerStaysOne() {
        assertThat(described(
                        "mixed.csv",
                        "time,A_load_w,A_pv_kwh,B_load_w",
                        day((at, n) -> at + "," + 100 * (n % 5) + "," + (700 + n) + "," + 90 * (n % 4)),
                        StandardCharsets.UTF_8))
                .contains(
                        "    unit: W\n",
                        "      A: {production: A_pv_kwh, production-unit: kWh register, consumption: A_load_w}\n",
                        "      B: {consumption: B_load_w}\n");
    }

    /** Rows of two sensors, of which one counts and the other measures. */
    @Test
    void eachPartyHasItsUnit() {
        List<String> rows = new ArrayList<>(day((at, n) -> "sensor.a,kWh," + at + "," + (1_000 + n)));
        rows.addAll(day((at, n) -> "sensor.b,W," + at + "," + 100 * (n % 5)));
        rows.addAll(day((at, n) -> "sensor.c,W," + at + "," + 90 * (n % 4)));
        assertThat(described("sensors.csv", "statistic_id,unit,start,state", rows, StandardCharsets.UTF_8))
                .contains(
                        "    unit: W\n    party-column: statistic_id\n",
                        "      sensor.a: {consumption: state, unit: kWh register}\n",
                        "      sensor.b: {consumption: state}\n");
    }

    /** As emobpy writes a vehicle's profile: a file for each, without a column that names it. */
    @Test
    void aFileForEachCar() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String car : List.of("ev1", "ev2")) {
            files.add(Files.write(
                    folder.resolve(car + ".csv"),
                    withHead(
                            "date,hh,state,distance,consumption,charging_point,charging_cap",
                            day((at, n) -> as("yyyy-MM-dd HH:mm:ss", at) + "," + n / 2.0 + ",x,1.5," + n % 2 * 0.2 + ","
                                    + (n % 2 == 0 ? "home" : "none") + ",3.7"))));
        }
        assertThat(DescribedFiles.of(files).text())
                .contains(
                        "    vehicles:\n      ev1: {file: ev1.csv}\n      ev2: {file: ev2.csv}\n",
                        "    charging-point-column: charging_point\n    away: [\"none\"]\n",
                        "    driven-column: consumption\n    unit: kWh\n",
                        "# unsure: ev1.csv: 'consumption' names no unit: kWh in each row was taken\n")
                .doesNotContain("vehicle-column");
    }

    @ParameterizedTest
    @CsvSource({"1, share", "100, '\"%\"'"})
    void carsThatSayHowFullTheyAre(int full, String unit) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String half : List.of("a", "b")) {
            List<String> rows = new ArrayList<>();
            for (String car : List.of("EV1", "EV2")) {
                rows.addAll(day((at, n) -> car + "," + at.plus(Duration.ofDays(half.equals("a") ? 0 : 1)) + ","
                        + full * (60 - n) / 100.0 + "," + (n % 2 == 0 ? "home" : "away")));
            }
            files.add(Files.write(folder.resolve(half + ".csv"), withHead("vehicle,time,soc,plugged", rows)));
        }
        assertThat(DescribedFiles.of(files).text())
                .contains(
                        "    file: [a.csv, b.csv]\n",
                        "    vehicle-column: vehicle\n    vehicles: [EV1, EV2]\n",
                        "    away: [away]\n    soc-column: soc\n    soc-unit: " + unit + "\n");
    }

    /** As a table of SpiceEV writes them: a row is a trip, and soc is what is left on arrival. */
    @Test
    void tripsOfCars() {
        var rows = List.of(
                "2021-09-16 04:22:18,2021-09-16 19:45:41,van,0.3,van_1,1",
                "2021-09-17 02:59:49,2021-09-17 22:43:10,van,0.5,van_1,0",
                "2021-09-16 04:23:23,2021-09-16 20:05:36,van,0.6,van_2,1");
        assertThat(described(
                        "trips.csv",
                        "departure_time,arrival_time,vehicle_type,soc,vehicle_id,connect_cs",
                        rows,
                        StandardCharsets.UTF_8))
                .contains(
                        "  vehicles:\n    file: trips.csv\n    time:\n      column: departure_time\n",
                        "    vehicle-column: vehicle_id\n    vehicles: [van_1, van_2]\n",
                        "    arrival-column: arrival_time\n    charging-point-column: connect_cs\n    away: [\"0\"]\n",
                        "    trip-column: soc\n    trip-unit: share left\n",
                        "# unsure: trips.csv: 'soc' was taken for what is left on arrival in a car that left full; if it is"
                                + " what the trip takes, say trip-unit: share\n")
                .doesNotContain("interval:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delta_soc|0.2|trip-unit: share",
                "soc used|20|trip-unit: \"%\"",
                "trip kWh|7.5|trip-unit: kWh",
                "trip Wh|7500|trip-unit: Wh",
                "distance|42|trip-unit: km\\n    per-100-km: 16 kWh",
                "energy|7.5|trip-unit: kWh"
            })
    void whatTripsTake(String head, String cell, String lines) {
        var rows = List.of("2021-09-16 04:22,2021-09-16 19:45," + cell, "2021-09-17 02:59,2021-09-17 22:43," + cell);
        assertThat(described("ev1.csv", "departure,arrival," + head, rows, StandardCharsets.UTF_8))
                .contains("    trip-column: ", lines.replace("\\n", "\n"), "vehicles:\n      ev1: {file: ev1.csv}\n")
                .contains("# unsure: ev1.csv: no column says where a car arrives");
    }

    @Test
    void theNameOfACarIsNoNumberOfATripAndNoTime() {
        var rows = List.of(
                "1,7,2021-09-16 04:22,2021-09-16 19:45,7.5,True,60",
                "2,8,2021-09-17 02:59,2021-09-17 22:43,7.5,False,60",
                "3,7,2021-09-18 02:59,,7.5,True,60");
        assertThat(described(
                        "trips.csv",
                        "trip_id,vehicle_id,vehicle_departure,vehicle_arrival,trip kWh,plugged_in,battery_kwh",
                        rows,
                        StandardCharsets.UTF_8))
                .contains(
                        "    vehicle-column: vehicle_id\n    vehicles: [\"7\", \"8\"]\n",
                        "    arrival-column: vehicle_arrival\n    charging-point-column: plugged_in\n    away: [\"False\"]\n",
                        "    trip-column: \"trip kWh\"\n");
    }

    @Test
    void chargingSessionsAreNoTrips() {
        var rows = List.of("2021-09-16 17:22,2021-09-17 06:45,7.5", "2021-09-17 17:59,2021-09-18 07:43,7.5");
        assertThatThrownBy(() -> described("sessions.csv", "arrival,departure,kWh", rows, StandardCharsets.UTF_8))
                .hasMessageContaining("sessions.csv: most rows arrive before they depart, as charging sessions do");
    }

    @Test
    void aTableWithATimeOfItsOwnIsNotOneOfTrips() {
        var rows = day((at, n) -> at + "," + 100 * (n % 5) + ",500," + at + "," + at.plusSeconds(3_600));
        assertThat(described(
                        "homes.csv",
                        "time,production,consumption,ev_departure,ev_arrival",
                        rows,
                        StandardCharsets.UTF_8))
                .contains("  prosumers:\n")
                .doesNotContain("arrival-column");
    }

    @Test
    void aScenarioOfSpiceEv() {
        var events = List.of(
                "{\"start_time\": \"2023-01-01T08:00:00+02:00\", \"vehicle_id\": \"car_0\", \"event_type\": \"departure\"},",
                "{\"start_time\": \"2023-01-01T10:30:00+02:00\", \"vehicle_id\": \"car_0\", \"event_type\": \"arrival\",",
                " \"update\": {\"connected_charging_station\": \"CS\", \"soc_delta\": -0.25}}]}}");
        assertThat(described(
                        "scenario.json",
                        "{\"components\": {\"vehicle_types\": {\"car\": {\"capacity\": 50}}, \"vehicles\": {\"car_0\":"
                                + " {\"vehicle_type\": \"car\"}}}, \"events\": {\"vehicle_events\": [",
                        events,
                        StandardCharsets.UTF_8))
                .contains(
                        "  vehicles:\n    file: scenario.json\n",
                        "    vehicle-column: vehicle_id\n    vehicles: [car_0]\n",
                        "    arrival-column: arrival_time\n    trip-column: energy_kwh\n    trip-unit: kWh\n",
                        "# unsure: scenario.json: no value of 'charging_station' looks like being away");
    }

    private static List<String> withHead(String head, List<String> rows) {
        return Stream.concat(Stream.of(head), rows.stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void eachFormIsRecognised(Form form) {
        assertThat(described(form.name(), form.head(), form.rows(), StandardCharsets.UTF_8))
                .contains(form.block());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void inAnyEncodingAndBelowAnAddress(Form form) {
        String text = described(form.name(), "Name,Zoë\n\n" + form.head(), form.rows(), StandardCharsets.UTF_16LE);
        assertThat(text).contains("UTF-16LE").contains(form.block());
    }

    /** As a block of the London file is: sorted by home, and the second one far behind. */
    @ParameterizedTest
    @ValueSource(ints = {17_520, 25_000})
    void homesFarBehindAreFound(int rowsOfAHome) {
        List<String> rows = new ArrayList<>();
        for (String home : List.of("MAC1", "MAC2")) {
            for (int i = 0; i < rowsOfAHome; i++) {
                rows.add(home + ","
                        + as(
                                "yyyy-MM-dd HH:mm",
                                Instant.parse("2012-01-01T00:00:00Z").plusSeconds(1_800L * i)) + ","
                        + use(i));
            }
        }
        assertThat(described("block_0.csv", "LCLid,DateTime,KWH/hh", rows, StandardCharsets.UTF_8))
                .contains("party-column: LCLid", "MAC1: {consumption: \"KWH/hh\"}", "MAC2: {consumption: \"KWH/hh\"}");
    }

    @Test
    void oneCarIsACarAndNumbersMayNameHomes() {
        assertThat(described(
                        "car.csv",
                        "ev,date,driven_kwh,charging_point",
                        day((at, n) -> "EV1," + as("yyyy-MM-dd HH:mm", at) + "," + n % 2 + ",home"),
                        StandardCharsets.UTF_8))
                .contains("  vehicles:\n", "vehicles: [EV1]");
        assertThat(described(
                        "homes.csv",
                        "time,1,2",
                        day((at, n) -> at + "," + use(n) + "," + use(n + 3)),
                        StandardCharsets.UTF_8))
                .contains("\"1\": {consumption: \"1\"}", "\"2\": {consumption: \"2\"}");
    }

    /** A flag beside two stamps that an October wrote twice is no home. */
    @Test
    void aFewRepeatedTimesMakeNoHomes() {
        List<String> rows = new ArrayList<>(day((at, n) -> as("yyyy-MM-dd HH:mm", at) + "," + use(n) + ",A"));
        rows.add(2, rows.get(1).replace(",A", ",E"));
        assertThat(described("flagged.csv", "time,load_kw,Flag", rows, StandardCharsets.UTF_8))
                .doesNotContain("party-column")
                .contains("some times stand twice: if clocks went back there, say time.zone");
    }

    @Test
    void whatIsNotKnownIsSaid() {
        String text = described(
                "few.csv", "when,a,b", List.of("03/04/2019 00:00,1,2", "03/04/2019 00:30,2,1"), StandardCharsets.UTF_8);
        assertThat(text)
                .contains("# unsure: few.csv: whether 03/04/2019 00:00 begins with the day or the month")
                .contains("# unsure: no head names a unit: kW was taken because the largest value is 2")
                .contains("# unsure: few.csv: its times say no zone")
                .contains("# unsure: no file of cars was given or found");
    }

    @Test
    void aFileWithoutATimeOrATableIsRefusedWithItsHeads() {
        assertThatThrownBy(() -> described("x.csv", "a,b", List.of("1,2", "3,4"), StandardCharsets.UTF_8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x.csv: no column holds a time in every row: heads are a, b");
        assertThatThrownBy(() -> described("x.csv", "hello", List.of("world"), StandardCharsets.UTF_8))
                .hasMessageContaining("is it a table in text form?");
        assertThatThrownBy(() -> DescribedFiles.of(List.of(folder.resolve("absent.csv"))))
                .hasMessageContaining("absent.csv is missing");
    }
}
