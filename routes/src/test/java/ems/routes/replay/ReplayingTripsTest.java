package ems.routes.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.telemetry.ColumnMapping.ArrivalPlace;
import ems.market.telemetry.ColumnMapping.DecimalMark;
import ems.market.telemetry.ColumnMapping.TripColumns;
import ems.market.telemetry.ColumnMapping.TripEnergy;
import ems.market.telemetry.ColumnMapping.TripUnit;
import ems.market.telemetry.ReplayFile;
import ems.market.telemetry.ReplayReport;
import ems.market.telemetry.Replayed.Unmet;
import ems.market.telemetry.TimeColumn.DateTime;
import ems.market.telemetry.VehicleStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class ReplayingTripsTest {

    private static final String HEADER = "vehicle_id,departure_time,arrival_time,connect_cs,energy";
    private static final Energy BATTERY = Energy.ofKilowattHours("50");

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

    private static TripColumns columns(TripUnit unit) {
        return new TripColumns(
                new DateTime("departure_time", Duration.ZERO),
                "arrival_time",
                DecimalMark.POINT,
                Optional.of("vehicle_id"),
                Set.of(new VehicleId("EV1"), new VehicleId("EV2")),
                Optional.of(new ArrivalPlace("connect_cs", Set.of("0"))),
                new TripEnergy("energy", unit, BATTERY));
    }

    private ReplayReport replay(String... lines) {
        return replays.replay(Replays.file(folder, "trips.csv", lines), columns(TripUnit.KILOWATT_HOUR));
    }

    private static VehicleStatus status(String at, boolean pluggedIn, String driven) {
        return new VehicleStatus(
                new VehicleId("EV1"), Instant.parse(at), pluggedIn, Energy.ofKilowattHours(driven), Optional.empty());
    }

    /** The first report, those in which something is new, and the last one. */
    private static List<VehicleStatus> news() {
        List<VehicleStatus> news = new ArrayList<>();
        for (VehicleStatus status : replays.statuses) {
            boolean isNew = news.isEmpty()
                    || !status.driven().isZero()
                    || status.pluggedIn() != news.get(news.size() - 1).pluggedIn();
            if (isNew) {
                news.add(status);
            }
        }
        news.add(replays.statuses.get(replays.statuses.size() - 1));
        return news;
    }

    @Test
    void aCarSaysEveryQuarterOfAnHourHowItIs() {
        replay(HEADER, "EV1,2021-09-16 08:20:00,2021-09-16 09:00:00,1,3");
        assertThat(replays.statuses)
                .hasSize(672 + 3 + 672 + 1)
                .contains(
                        status("2021-09-15T08:35:00Z", true, "0"),
                        status("2021-09-16T08:05:00Z", true, "0"),
                        status("2021-09-16T08:50:00Z", false, "0"),
                        status("2021-09-16T09:15:00Z", true, "0"));
        assertThat(replays.statuses).extracting(VehicleStatus::at).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aCarStandsBeforeBetweenAndAfterItsTripsInWhateverOrderTheyAreWritten() {
        var report = replay(
                HEADER,
                "EV1,2021-09-17 02:59:49,2021-09-17 22:43:10,1,7.5",
                "EV1,2021-09-16 04:22:18,2021-09-16 19:45:41,0,3",
                "EV7,2021-09-16 04:22:18,2021-09-16 19:45:41,0,3");
        assertThat(report).isEqualTo(new ReplayReport(2, 0, 0));
        assertThat(news())
                .containsExactly(
                        status("2021-09-09T04:22:18Z", true, "0"),
                        status("2021-09-16T04:22:18Z", false, "0"),
                        status("2021-09-16T19:45:41Z", false, "3"),
                        status("2021-09-17T22:43:10Z", true, "7.5"),
                        status("2021-09-24T22:43:10Z", true, "0"));
    }

    @Test
    void aTripThatBeginsAsOneEndsReportsThatOnesEnergyOnce() {
        replay(
                HEADER,
                "EV1,2021-09-16 08:00:00,2021-09-16 09:00:00,1,3",
                "EV1,2021-09-16 09:00:00,2021-09-16 10:00:00,1,4");
        assertThat(news().subList(1, 4))
                .containsExactly(
                        status("2021-09-16T08:00:00Z", false, "0"),
                        status("2021-09-16T09:00:00Z", false, "3"),
                        status("2021-09-16T10:00:00Z", true, "4"));
    }

    @ParameterizedTest
    @CsvSource({
        "WATT_HOUR, 7500, 7.5",
        "KILOWATT_HOUR, 7.5, 7.5",
        "SHARE, 0.15, 7.5",
        "PERCENT, 15, 7.5",
        "SHARE_LEFT, 0.85, 7.5",
        "PERCENT_LEFT, 85, 7.5",
        "KILOMETRE, 15, 7.5",
        "SHARE_LEFT, 1, 0"
    })
    void whatATripTakesMayBeSaidInManyWays(TripUnit unit, String cell, String driven) {
        var file = Replays.file(folder, "trips.csv", HEADER, "EV1,2021-09-16 08:00:00,2021-09-16 09:00:00,1," + cell);
        replays.replay(file, columns(unit));
        assertThat(replays.statuses).contains(status("2021-09-16T09:00:00Z", true, driven));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SHARE|15|column 'energy': a trip of 15 share is more than a full battery; or is it in %?",
                "PERCENT|101|column 'energy': a trip of 101 % is more than a full battery",
                "KILOMETRE|-4|column 'energy': a trip of -4 km is negative: write what it takes without a sign",
                "KILOWATT_HOUR|far|column 'energy': 'far' is not a number of kWh",
                "KILOMETRE|1e30|column 'energy': a trip of 1e30 km is too long"
            })
    void whatNoTripTakesIsRefused(TripUnit unit, String cell, String reason) {
        var file = Replays.file(folder, "trips.csv", HEADER, "EV1,2021-09-16 08:00:00,2021-09-16 09:00:00,1," + cell);
        replays.replay(file, columns(unit));
        assertThat(replays.reasons().get(0)).isEqualTo("trips.csv:2: " + reason);
        assertThat(replays.statuses).isEmpty();
    }

    @Test
    void tripsThatOverlapEndBeforeTheyBeginOrContradictAreRefusedAndRepeatsAreDropped() {
        var report = replay(
                HEADER,
                "EV1,2021-09-16 08:00:00,2021-09-16 09:00:00,1,3",
                "EV1,2021-09-16 08:00:00,2021-09-16 09:00:00,1,3.0",
                "EV1,2021-09-16 08:00:00,2021-09-16 09:30:00,1,3",
                "EV1,2021-09-16 08:30:00,2021-09-16 09:30:00,1,3",
                "EV1,2021-09-16 12:00:00,2021-09-16 11:30:00,1,3",
                "EV2,2021-09-16 08:30:00,2021-09-16 09:30:00,1,3");
        assertThat(report).isEqualTo(new ReplayReport(2, 1, 3));
        assertThat(replays.reasons())
                .startsWith(
                        "trips.csv:5: EV1 leaves at 2021-09-16T08:30:00Z, before the trip before it arrives at"
                                + " 2021-09-16T09:00:00Z: are these trips of two cars?",
                        "trips.csv:6: column 'arrival_time': a trip that leaves at 2021-09-16T12:00:00Z arrives at"
                                + " 2021-09-16T11:30:00Z, which is not within the 31 days after it",
                        "trips.csv:4: a second trip of EV1 that leaves at 2021-09-16T08:00:00Z and says something"
                                + " else: remove one of them, or name the column of the car");
    }

    @Test
    void tripsHaveNoUsualDistanceAndWordsThatNeverOccurAreNamed() {
        var file = Replays.file(
                folder,
                "trips.csv",
                HEADER,
                "EV1,2021-09-16 08:00:00,2021-09-16 09:00:00,1,3",
                "EV1,2021-09-17 08:00:00,2021-09-17 09:00:00,1,0");
        var replayed = replays.replay.replay(new ReplayFile(file, columns(TripUnit.KILOWATT_HOUR)), replays);
        var series = replayed.series().get(0);
        assertThat(series.spacing()).isEmpty();
        assertThat(series.gaps()).isZero();
        assertThat(series.drives()).isEqualTo(1);
        assertThat(replayed.unmet())
                .extracting(Unmet::column, Unmet::word)
                .containsExactly(tuple("vehicle_id", "EV2"), tuple("connect_cs", "0"));
    }

    /** Its two forms: `components` and, in older files, `constants`. */
    @ParameterizedTest
    @CsvSource({"components", "constants"})
    void aScenarioOfSpiceEvIsReadAsItsTrips(String parts) {
        var file = Replays.file(folder, "scenario.json", SPICE_EV.replace("components", parts));
        assertThat(replays.replay(file, spiceEv("UTC"))).isEqualTo(new ReplayReport(3, 0, 0));
        assertThat(news())
                .containsExactly(
                        status("2022-12-24T22:00:00Z", true, "0"),
                        status("2022-12-31T22:00:00Z", false, "0"),
                        status("2023-01-01T04:00:00Z", true, "5"),
                        status("2023-01-01T06:00:00Z", false, "0"),
                        status("2023-01-01T08:30:00Z", false, "12.5"),
                        status("2023-01-09T09:00:00Z", false, "0"));
    }

    @Test
    void aNameOfSpiceEvWithCommasQuotesAndLineEndsIsOneCell() {
        var file = Replays.file(
                folder, "scenario.json", SPICE_EV.replace("\"CS1\"", "\"CS \\\"1\\\", left,\\nupper row\""));
        assertThat(replays.replay(file, spiceEv("UTC"))).isEqualTo(new ReplayReport(3, 0, 0));
        assertThat(news()).contains(status("2023-01-01T04:00:00Z", true, "5"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"vehicle_events\"|\"others\"|it is JSON, but not a scenario of SpiceEV: it has no list of",
                "\"soc_delta\": -0.25|\"soc\": 0|of its vehicle_events number 3: update.soc_delta '' is not what the trip took",
                "\"soc_delta\": -0.25|\"soc_delta\": 0.25|number 3: update.soc_delta '0.25' is not what the trip took",
                "\"departure\", \"update\": {}|\"arrival\", \"update\": {\"soc_delta\": 0}|of its vehicle_events number 2: 'EV1' arrives and has not left",
                "2023-01-01T10:30:00+02:00|yesterday|of its vehicle_events number 3: start_time 'yesterday' is not a time like",
                "\"arrival\"|\"return\"|of its vehicle_events number 1: event_type 'return' is not arrival or departure",
                "]}}|]|it begins like JSON and is none: see line"
            })
    void otherJsonIsRefusedWithItsFault(String from, String to, String reason) {
        var file = Replays.file(folder, "scenario.json", SPICE_EV.replace(from, to));
        assertThatThrownBy(() -> replays.replay(file, columns(TripUnit.SHARE)))
                .hasMessageContaining("scenario.json cannot be read: ")
                .hasMessageContaining(reason);
    }

    @Test
    void aListOfJsonIsToldAsThat() {
        var file = Replays.file(folder, "history.json", "[[{\"state\": 4}]]");
        assertThatThrownBy(() -> replays.replay(file, columns(TripUnit.SHARE)))
                .hasMessageContaining("it is JSON, but not a scenario of SpiceEV");
    }

    @Test
    void aTypeWithoutCapacityCostsItsTripsAlone() {
        var file = Replays.file(folder, "scenario.json", SPICE_EV.replace("\"capacity\"", "\"size\""));
        assertThat(replays.replay(file, spiceEv("UTC"))).isEqualTo(new ReplayReport(1, 0, 2));
        assertThat(replays.reasons().get(0)).contains("'no capacity of type golf' is not a number of kWh");
    }

    /** As its generators write them. */
    @Test
    void timesOfSpiceEvWithoutAnOffsetAreOfTheZone() {
        var file = Replays.file(folder, "scenario.json", SPICE_EV.replace("+02:00", ""));
        replays.replay(file, spiceEv("Europe/Berlin"));
        assertThat(replays.statuses).contains(status("2023-01-01T09:30:00Z", false, "12.5"));
    }

    private static TripColumns spiceEv(String zone) {
        return new TripColumns(
                new DateTime("departure_time", Optional.empty(), Optional.empty(), ZoneId.of(zone), Duration.ZERO),
                "arrival_time",
                DecimalMark.POINT,
                Optional.of("vehicle_id"),
                Set.of(new VehicleId("EV1")),
                Optional.of(new ArrivalPlace("charging_station", Set.of("none"))),
                new TripEnergy("energy_kwh", TripUnit.KILOWATT_HOUR, Energy.ZERO));
    }

    /** 02:40 before clocks go back, and 02:20 after it. */
    @Test
    void aTripThroughTheHourThatComesTwiceArrivesAfterItLeft() {
        var berlin = new TripColumns(
                new DateTime(
                        "departure_time",
                        Optional.empty(),
                        Optional.empty(),
                        ZoneId.of("Europe/Berlin"),
                        Duration.ZERO),
                "arrival_time",
                DecimalMark.POINT,
                Optional.empty(),
                Set.of(new VehicleId("EV1")),
                Optional.empty(),
                new TripEnergy("energy", TripUnit.KILOWATT_HOUR, BATTERY));
        var file = Replays.file(folder, "trips.csv", HEADER, "EV1,2021-10-31 02:40:00,2021-10-31 02:20:00,1,3");
        replays.replay(file, berlin);
        assertThat(replays.statuses)
                .contains(status("2021-10-31T00:40:00Z", false, "0"), status("2021-10-31T01:20:00Z", true, "3"));
    }

    private static final String SPICE_EV = """
            {"scenario": {"start_time": "2023-01-01T00:00:00+02:00", "interval": 15},
             "components": {
               "vehicle_types": {"golf": {"name": "golf", "capacity": 50, "charging_curve": [[0, 11], [1, 11]]}},
               "vehicles": {"EV1": {"connected_charging_station": null, "soc": 0.5, "vehicle_type": "golf"}}},
             "events": {"vehicle_events": [
               {"signal_time": "2023-01-01T06:00:00+02:00", "start_time": "2023-01-01T06:00:00+02:00", "vehicle_id": "EV1",
                "event_type": "arrival", "update": {"connected_charging_station": "CS1", "soc_delta": -0.1}},
               {"start_time": "2023-01-01T08:00:00+02:00", "vehicle_id": "EV1", "event_type": "departure", "update": {}},
               {"start_time": "2023-01-01T10:30:00+02:00", "vehicle_id": "EV1", "event_type": "arrival",
                "update": {"connected_charging_station": null, "soc_delta": -0.25}},
               {"start_time": "2023-01-02T07:00:00+02:00", "vehicle_id": "EV1", "event_type": "departure",
                "update": {"estimated_time_of_arrival": "2023-01-02T11:00:00+02:00"}}]}}
            """;
}
