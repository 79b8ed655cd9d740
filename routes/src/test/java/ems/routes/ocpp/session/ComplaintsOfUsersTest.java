package ems.routes.ocpp.session;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.quantity.Energy;
import ems.market.telemetry.VehicleStatus;
import ems.routes.Grid;
import ems.routes.ocpp.station.RawStation;
import ems.routes.ocpp.table.Plug;

import static org.assertj.core.api.Assertions.assertThat;

/** What users of other central systems complain of, on real sockets; each name is the complaint. */
class ComplaintsOfUsersTest {

    private static final Plug PLUG = new Plug("CP1", 1);
    private static final Instant NOON = Grid.NOON;

    @TempDir
    Path folder;

    private Stations stations;

    @BeforeEach
    void listen() {
        stations = new Stations();
    }

    @AfterEach
    void stop() {
        stations.close();
    }

    private static String start(Instant at, long meterStart) {
        return "{\"connectorId\":1,\"idTag\":\"EV1\",\"meterStart\":" + meterStart + ",\"timestamp\":\"" + at + "\"}";
    }

    private static String stop(long id, Instant at, long meterStop) {
        return "{\"transactionId\":" + id + ",\"meterStop\":" + meterStop + ",\"timestamp\":\"" + at + "\"}";
    }

    private static String values(Instant at, String... sampled) {
        return "{\"connectorId\":1,\"meterValue\":[{\"timestamp\":\"" + at + "\",\"sampledValue\":["
                + String.join(",", sampled) + "]}]}";
    }

    private static String register(String wattHours) {
        return "{\"value\":\"" + wattHours + "\"}";
    }

    private static String status(String status, Instant at) {
        return "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"" + status + "\",\"timestamp\":\"" + at
                + "\"}";
    }

    private static String event(String type, String transaction, int number, Instant at, String more) {
        return "{\"eventType\":\"" + type + "\",\"timestamp\":\"" + at
                + "\",\"triggerReason\":\"MeterValuePeriodic\",\"seqNo\":" + number
                + ",\"transactionInfo\":{\"transactionId\":\"" + transaction + "\"" + more + "}";
    }

    private static String charging(String type, int number, Instant at) {
        return event(type, "t1", number, at, ",\"chargingState\":\"Charging\"") + ",\"evse\":{\"id\":1}}";
    }

    private long begin(RawStation station, Instant at, long meterStart) {
        return station.call("StartTransaction", start(at, meterStart))
                .get("transactionId")
                .longValue();
    }

    // --- steve#1294, #1293, libocpp#688, MicroOcpp#237, #50

    @Test
    void aRepeatedStartIsTheSameSession() {
        long id;
        try (var station = stations.connect("ocpp1.6")) {
            id = begin(station, NOON, 1_000);
            assertThat(begin(station, NOON, 1_000)).isEqualTo(id);
        }
        try (var again = stations.connect("ocpp1.6")) {
            assertThat(begin(again, NOON, 1_000)).isEqualTo(id);
            again.call("StopTransaction", stop(id, NOON.plusSeconds(30), 1_100));
            assertThat(begin(again, NOON, 1_000)).isEqualTo(id);
            assertThat(stations.store.openAt(PLUG)).isEmpty();
        }
    }

    // --- libocpp#495, MicroOcpp#454, lbbrhzn/ocpp#45

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 7, Long.MAX_VALUE})
    void aSessionThatEndsWithoutABeginningIsAcceptedAndReported(long id) {
        try (var station = stations.connect("ocpp1.6")) {
            var answer = station.call("StopTransaction", stop(id, NOON, 5_000));
            assertThat(answer.get("idTagInfo").get("status").textValue()).isEqualTo("Accepted");
            station.call("MeterValues", values(NOON.minusSeconds(10), register("4990")));
            assertThat(stations.doors.reasons())
                    .singleElement()
                    .asString()
                    .startsWith("CP1 connector 1: a session ends that is not known here");
            assertThat(stations.storedWattHours(NOON.minusSeconds(10), 1)).containsExactly("10");
        }
    }

    // --- steve#1963, #1962

    @Test
    void aStartWhileAnotherSessionIsOpenEndsThatOne() {
        try (var station = stations.connect("ocpp1.6")) {
            long first = begin(station, NOON.minusSeconds(20), 1_000);
            long second = begin(station, NOON, 1_500);
            assertThat(second).isNotEqualTo(first);
            assertThat(stations.store.openAt(PLUG).orElseThrow().id()).isEqualTo((int) second);
            assertThat(stations.store.session("CP1", (int) first).orElseThrow().endedAt())
                    .contains(NOON);
            assertThat(stations.doors.reasons())
                    .singleElement()
                    .asString()
                    .contains("was still open when the next one began");
        }
    }

    @Test
    void aClockThatGoesBackTurnsNoSessionAround() {
        try (var station = stations.connect("ocpp1.6")) {
            begin(station, NOON, 1_000);
            station.call("StatusNotification", status("Available", NOON.minusSeconds(40)));
            assertThat(stations.statuses()).extracting(VehicleStatus::pluggedIn).containsExactly(true);
        }
    }

    @Test
    void aStampInTheFutureIsSuspect() {
        try (var station = stations.connect("ocpp1.6")) {
            station.call("StatusNotification", status("Preparing", NOON.plusSeconds(3_600)));
            station.call("MeterValues", values(NOON.plusSeconds(3_600), register("1000")));
            station.call("MeterValues", values(NOON.plusSeconds(3_610), register("1010")));
            assertThat(stations.statuses()).extracting(VehicleStatus::at).containsExactly(NOON);
            assertThat(stations.doors.reasons())
                    .as("one letter, however many values")
                    .singleElement()
                    .asString()
                    .contains("set the station's clock right");
            assertThat(stations.storedWattHours(NOON.plusSeconds(3_600), 1)).containsExactly("-");
        }
    }

    @Test
    void aSessionThatEndsInTheFutureEndsNow() {
        try (var station = stations.connect("ocpp1.6")) {
            long id = begin(station, NOON, 1_000);
            station.call("StopTransaction", stop(id, NOON.plusSeconds(3_600), 1_010));
            assertThat(stations.store.session("CP1", (int) id).orElseThrow().endedAt())
                    .contains(NOON);
        }
    }

    @Test
    void aMeterStartBelowTheLastStopIsSuspect() {
        try (var station = stations.connect("ocpp1.6")) {
            long id = begin(station, NOON.minusSeconds(50), 1_000);
            station.call("StopTransaction", stop(id, NOON.minusSeconds(30), 2_000));
            begin(station, NOON, 1_999);
            assertThat(stations.doors.reasons())
                    .singleElement()
                    .asString()
                    .contains("suspect: the register begins at 1.999000000 kWh, below the 2.000000000 kWh");
        }
    }

    // --- Java-OCA-OCPP#331, lbbrhzn/ocpp#1069, #1031, #919

    @Test
    void aRegisterThatRestartsAtEachSessionCountsWithinIt() {
        try (var station = stations.connect("ocpp1.6")) {
            long id = begin(station, NOON.minusSeconds(40), 0);
            station.call("MeterValues", values(NOON.minusSeconds(30), register("10")));
            station.call("StopTransaction", stop(id, NOON.minusSeconds(20), 20));
            begin(station, NOON.minusSeconds(10), 0);
            station.call("MeterValues", values(NOON, register("7")));
            assertThat(stations.storedWattHours(NOON.minusSeconds(40), 4)).containsExactly("10", "10", "-", "7");
        }
    }

    @Test
    void aFirstSampleBelowTheMeterStartCountsNothing() {
        try (var station = stations.connect("ocpp1.6")) {
            begin(station, NOON.minusSeconds(20), 1_000);
            station.call("MeterValues", values(NOON.minusSeconds(10), register("3")));
            station.call("MeterValues", values(NOON, register("8")));
            assertThat(stations.storedWattHours(NOON.minusSeconds(20), 2)).containsExactly("-", "5");
        }
    }

    @Test
    void whatFlowsAfterTheStopCountsToo() {
        try (var station = stations.connect("ocpp1.6")) {
            long id = begin(station, NOON.minusSeconds(20), 1_000);
            station.call("StopTransaction", stop(id, NOON.minusSeconds(10), 1_010));
            station.call("MeterValues", values(NOON, register("1011")));
            assertThat(stations.storedWattHours(NOON.minusSeconds(20), 2)).containsExactly("10", "1");
        }
    }

    // --- evcc#19351, #7335, lbbrhzn/ocpp#1925

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "{\"value\":\"1000\"} => {\"value\":\"1010\"}",
                "{\"value\":\"1.00\",\"unit\":\"kWh\"} => {\"value\":\"1.01\",\"unit\":\"kWh\"}",
                "{\"value\":\"600\",\"phase\":\"L1\"},{\"value\":\"400\",\"phase\":\"L2-N\"} "
                        + "=> {\"value\":\"607\",\"phase\":\"L1\"},{\"value\":\"403\",\"phase\":\"L2-N\"}",
                "{\"value\":\"1000\"},{\"value\":\"600\",\"phase\":\"L1\"} => {\"value\":\"1010\"}",
                "{\"value\":\"1000\",\"location\":\"Body\"} => {\"value\":\"1010\",\"location\":\"Body\"}",
                "{\"value\":\"7\",\"location\":\"Body\"},{\"value\":\"1000\"} => {\"value\":\"1010\"}",
                "{\"value\":\"7000\",\"location\":\"Inlet\"},{\"value\":\"1000\"} => {\"value\":\"1010\"},{\"value\":\"9000\",\"location\":\"Inlet\"}",
            })
    void unitsPhasesAndLocationsAreReadAsStationsMeanThem(String before, String after) {
        try (var station = stations.connect("ocpp1.6")) {
            station.call("MeterValues", values(NOON.minusSeconds(10), before));
            station.call("MeterValues", values(NOON, after));
            assertThat(stations.storedWattHours(NOON.minusSeconds(10), 1)).containsExactly("10");
            assertThat(stations.doors.reasons()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '~',
            value = {
                "ocpp1.6 => {\"value\":\"OCMF|{}|{}\",\"format\":\"SignedData\"}",
                "ocpp1.6 => {\"value\":\"OCMF|{}|{}\"}",
                "ocpp1.6 => {\"value\":\"{\\\"signedMeterData\\\":\\\"T0NNRnx7fXx7fQ==\\\"}\",\"format\":\"SignedData\"}"
            })
    void aSignedRecordIsKeptAndTheOperatorHearsIfItIsNotBelieved(String version, String signed) {
        try (var station = stations.connect(version)) {
            station.call("MeterValues", values(NOON, "{\"value\":\"1000\"}," + signed));
            assertThat(stations.doors.reasons()).singleElement().asString().contains("no key of a charger's meter");
            assertThat(stations.doors.texts()).containsExactly("OCMF|{}|{}");
        }
    }

    @Test
    void ofTheSecondGenerationTheSignedRecordStandsBesideTheNumber() {
        try (var station = stations.connect("ocpp2.1")) {
            station.call(
                    "TransactionEvent",
                    charging("Started", 0, NOON).replaceFirst("}$", "")
                            + ",\"meterValue\":[{\"timestamp\":\"" + NOON
                            + "\",\"sampledValue\":[{\"value\":100,\"signedMeterValue\":{\"encodingMethod\":\"OCMF\","
                            + "\"signedMeterData\":\"T0NNRnx7fXx7fQ==\"}}]}]}");
            assertThat(stations.doors.texts()).containsExactly("OCMF|{}|{}");
        }
    }

    @Test
    void ofTheSecondGenerationTheMultiplierIsAPowerOfTen() {
        try (var station = stations.connect("ocpp2.1")) {
            for (int i = 0; i < 2; i++) {
                station.call(
                        "TransactionEvent",
                        charging(i == 0 ? "Started" : "Updated", i, NOON.plusSeconds(10L * i - 10))
                                        .replaceFirst("}$", "")
                                + ",\"meterValue\":[{\"timestamp\":\"" + NOON.plusSeconds(10L * i - 10)
                                + "\",\"sampledValue\":[{\"value\":" + (100 + i)
                                + ",\"unitOfMeasure\":{\"unit\":\"kWh\",\"multiplier\":-2}},{\"value\":" + (5 + i)
                                + ",\"measurand\":\"Energy.Active.Export.Register\"}]}]}");
            }
            assertThat(stations.storedWattHours(NOON.minusSeconds(10), 1)).containsExactly("10");
            assertThat(stations.readings.sample(Grid.EV1, NOON.minusSeconds(10)).released())
                    .map(Stations::wattHours)
                    .contains("1");
        }
    }

    @Test
    void aValueThatIsNoRegisterIsReportedAndTheRestIsKept() {
        try (var station = stations.connect("ocpp1.6")) {
            station.call(
                    "MeterValues",
                    values(
                            NOON.minusSeconds(10),
                            register("1000"),
                            "{\"value\":\"-1\",\"measurand\":\"Energy.Active.Export.Register\"}"));
            station.call("MeterValues", values(NOON, register("1010")));
            assertThat(stations.storedWattHours(NOON.minusSeconds(10), 1)).containsExactly("10");
            assertThat(stations.doors.reasons())
                    .containsExactly("CP1 connector 1: a register of -1 Wh is outside [0, 10^12] Wh");
        }
    }

    // --- lbbrhzn/ocpp#2135, citrineos-core#1053, citrineos#30

    @ParameterizedTest
    @ValueSource(strings = {"ocpp2.0.1", "ocpp2.1"})
    void eventsOutOfOrderLeaveTheLatestState(String version) {
        try (var station = stations.connect(version)) {
            station.call("TransactionEvent", charging("Started", 0, NOON.minusSeconds(40)));
            station.call(
                    "TransactionEvent",
                    event("Ended", "t1", 2, NOON.minusSeconds(10), ",\"stoppedReason\":\"EVDisconnected\"") + "}");
            station.call("TransactionEvent", charging("Updated", 1, NOON.minusSeconds(20)));
            assertThat(stations.store.openAt(PLUG)).isEmpty();
            assertThat(stations.statuses()).extracting(VehicleStatus::pluggedIn).containsExactly(true, false);
        }
    }

    @Test
    void anEndThatComesBeforeItsBeginningEndsTheSession() {
        try (var station = stations.connect("ocpp2.0.1")) {
            station.call(
                    "TransactionEvent", event("Ended", "t1", 1, NOON.minusSeconds(10), "") + ",\"evse\":{\"id\":1}}");
            station.call("TransactionEvent", charging("Started", 0, NOON.minusSeconds(30)));
            assertThat(stations.store.openAt(PLUG)).isEmpty();
        }
    }

    @Test
    void eventsOfOfflineTimesAreNotTakenForThePresent() {
        try (var station = stations.connect("ocpp2.0.1")) {
            station.call("TransactionEvent", charging("Started", 0, NOON.minusSeconds(30)));
            var before = stations.statuses();
            station.call(
                    "TransactionEvent",
                    event("Ended", "t0", 5, NOON.minusSeconds(3_600), ",\"stoppedReason\":\"EVDisconnected\"")
                            + ",\"offline\":true,\"evse\":{\"id\":1}}");
            assertThat(stations.statuses()).isEqualTo(before);
            assertThat(stations.store.openAt(PLUG).orElseThrow().name()).isEqualTo("t1");
        }
    }

    @Test
    void aNumberOfAnEventThatIsAlwaysZeroLosesNothing() {
        try (var station = stations.connect("ocpp2.0.1")) {
            station.call("TransactionEvent", charging("Started", 0, NOON.minusSeconds(30)));
            station.call("TransactionEvent", charging("Updated", 0, NOON.minusSeconds(20)));
            station.call(
                    "TransactionEvent",
                    event("Ended", "t1", 0, NOON, ",\"stoppedReason\":\"EVDisconnected\"") + ",\"evse\":{\"id\":1}}");
            assertThat(stations.statuses()).extracting(VehicleStatus::pluggedIn).containsExactly(true, false);
        }
    }

    // --- citrineos#172, citrineos-core#334

    @Test
    void idsNeverCollideAndASuspendedSessionBlocksNoOther() {
        try (var station = stations.connect("ocpp1.6")) {
            long first = begin(station, NOON.minusSeconds(50), 0);
            station.call("StatusNotification", status("SuspendedEV", NOON.minusSeconds(45)));
            long second = begin(station, NOON.minusSeconds(40), 0);
            long third = begin(station, NOON.minusSeconds(30), 0);
            assertThat(List.of(first, second, third)).doesNotHaveDuplicates().allMatch(id -> id > 0);
        }
    }

    // --- citrineos#42

    @Test
    void tenThousandMeterValuesInOneSessionAreAllKept() {
        try (var station = stations.connect("ocpp1.6")) {
            var from = NOON.minusSeconds(10_000);
            begin(station, from.minusSeconds(1), 0);
            for (int i = 0; i < 10_000; i++) {
                station.send(
                        "[2,\"m" + i + "\",\"MeterValues\"," + values(from.plusSeconds(i), register("" + i)) + "]");
            }
            for (int i = 0; i < 10_000; i++) {
                assertThat(station.next()).isEqualTo("[3,\"m" + i + "\",{}]");
            }
            assertThat(stations.storedWattHours(from.plusSeconds(9_980), 1)).containsExactly("10");
        }
    }

    // --- evcc#17236, #30582

    @ParameterizedTest
    @CsvSource({"-663,1", "100.5,1", "x,1", "0,0"})
    void anImpossibleStateOfChargeIsNone(String percent, int letters) {
        try (var station = stations.connect("ocpp1.6")) {
            begin(station, NOON.minusSeconds(30), 1_000);
            station.call(
                    "MeterValues",
                    values(
                            NOON,
                            "{\"value\":\"" + percent + "\",\"measurand\":\"SoC\",\"unit\":\"Percent\"}",
                            register("1001")));
            assertThat(stations.statuses()).extracting(VehicleStatus::stored).containsOnly(Optional.empty());
            assertThat(stations.doors.reasons()).hasSize(letters);
            assertThat(stations.storedWattHours(NOON.minusSeconds(10), 1)).doesNotContain("-");
        }
    }

    // --- steve#1296, #1305: see CentralSystemTest for ids, certificates and frames

    @Test
    void aReplayedFrameChangesNothing() {
        try (var station = stations.connect("ocpp1.6")) {
            var frame = "[2,\"same\",\"StartTransaction\"," + start(NOON, 1_000) + "]";
            station.send(frame);
            var first = station.next();
            station.send(frame);
            assertThat(station.next()).isEqualTo(first);
            assertThat(stations.statuses()).hasSize(1);
        }
    }

    // --- own

    @Test
    void aSessionGoesOnWhenTheCentralSystemIsKilledAndTheGapIsLate() {
        var file = folder.resolve("market");
        long id;
        stations.close();
        stations = Stations.inFile(file, true);
        try (var station = stations.connect("ocpp1.6")) {
            id = begin(station, NOON.minusSeconds(20), 1_000);
            station.call("MeterValues", values(NOON.minusSeconds(10), register("1010")));
        }
        stations.close(); // nothing is written as it stops: what was answered was kept before
        stations = Stations.inFile(file, false);
        stations.clock.set(NOON.plusSeconds(300));
        try (var station = stations.connect("ocpp1.6")) {
            for (int second = 0; second <= 290; second += 10) {
                station.call(
                        "MeterValues", values(NOON.plusSeconds(second), register(Integer.toString(1_020 + second))));
            }
            assertThat(begin(station, NOON.minusSeconds(20), 1_000)).isEqualTo(id);
            station.call("StopTransaction", stop(id, NOON.plusSeconds(300), 1_320));
            long next = begin(station, NOON.plusSeconds(301), 1_320);
            assertThat(next).isGreaterThan(id);
            assertThat(stations.storedWattHours(NOON.minusSeconds(20), 32)).containsOnly("10");
            assertThat(stations.doors.reasons())
                    .as("no letter for each late reading")
                    .isEmpty();
            assertThat(stations.store.lateReadings(Grid.ID)).isEqualTo(24);
        }
    }

    @Test
    void aDriveIsWhatTheCarLeftWithLessWhatItCameBackWith() {
        try (var station = stations.connect("ocpp1.6")) {
            var soc = "{\"value\":\"%s\",\"measurand\":\"SoC\",\"location\":\"EV\",\"unit\":\"Percent\"}";
            station.call("StatusNotification", status("Preparing", NOON.minusSeconds(50)));
            station.call("MeterValues", values(NOON.minusSeconds(45), soc.formatted("60")));
            stations.clock.advance(Duration.ofMinutes(1));
            station.call("MeterValues", values(NOON.plusSeconds(10), soc.formatted("61")));
            station.call("StatusNotification", status("Available", NOON.plusSeconds(20)));
            stations.clock.advance(Duration.ofMinutes(60));
            station.call("StatusNotification", status("Preparing", NOON.plusSeconds(3_630)));
            station.call("MeterValues", values(NOON.plusSeconds(3_640), soc.formatted("51")));
            station.call("MeterValues", values(NOON.plusSeconds(3_650), soc.formatted("51")));
        }
        var statuses = stations.statuses();
        assertThat(statuses).extracting(VehicleStatus::pluggedIn).containsExactly(true, true, true, false, true, true);
        assertThat(statuses.get(2).stored()).contains(Energy.ofKilowattHours("48.8"));
        assertThat(statuses.get(5).stored()).contains(Energy.ofKilowattHours("40.8"));
        assertThat(statuses)
                .extracting(VehicleStatus::driven)
                .containsExactly(
                        Energy.ZERO, Energy.ZERO, Energy.ZERO, Energy.ZERO, Energy.ZERO, Energy.ofKilowattHours("8"));
    }

    @Test
    void aStationThatWasOfflineEndsAsItIsNow() {
        try (var station = stations.connect("ocpp1.6")) {
            station.call("StatusNotification", status("Preparing", NOON.minusSeconds(5)));
            stations.clock.advance(Duration.ofMinutes(30));
            station.call("StatusNotification", status("Available", NOON.plusSeconds(60)));
            station.call("StatusNotification", status("Preparing", NOON.plusSeconds(120)));
            station.call("StatusNotification", status("Available", NOON.plusSeconds(90)));
            assertThat(stations.statuses()).extracting(VehicleStatus::pluggedIn).containsExactly(true, false, true);
            assertThat(stations.doors.reasons()).isEmpty();
        }
    }

    @Test
    void newsThatConfirmAStateMakeOlderOnesStale() {
        try (var station = stations.connect("ocpp1.6")) {
            long id = begin(station, NOON.minusSeconds(50), 0);
            station.call("StatusNotification", status("Charging", NOON.minusSeconds(10)));
            station.call(
                    "StopTransaction",
                    stop(id, NOON.minusSeconds(30), 9).replaceFirst("}$", ",\"reason\":\"EVDisconnected\"}"));
            assertThat(stations.statuses()).extracting(VehicleStatus::pluggedIn).containsExactly(true);
            assertThat(stations.store.state(PLUG).toldAt()).isEqualTo(NOON.minusSeconds(10));
        }
    }

    @Test
    void aBatteryThatWasMeasuredOfflineIsNotReportedAsThePresentOne() {
        try (var station = stations.connect("ocpp1.6")) {
            var soc = "{\"value\":\"%s\",\"measurand\":\"SoC\",\"location\":\"EV\",\"unit\":\"Percent\"}";
            station.call("StatusNotification", status("Preparing", NOON.minusSeconds(5)));
            station.call("MeterValues", values(NOON, soc.formatted("50")));
            station.call("StatusNotification", status("Available", NOON));
            stations.clock.advance(Duration.ofMinutes(60));
            station.call("StatusNotification", status("Preparing", NOON.plusSeconds(600)));
            station.call("MeterValues", values(NOON.plusSeconds(610), soc.formatted("20")));
            station.call("MeterValues", values(NOON.plusSeconds(620), soc.formatted("21")));
            assertThat(stations.statuses())
                    .extracting(VehicleStatus::stored)
                    .last()
                    .isEqualTo(Optional.empty());
            station.call("MeterValues", values(NOON.plusSeconds(3_600), soc.formatted("60")));
            var live = stations.statuses().get(stations.statuses().size() - 1);
            assertThat(live.stored()).contains(Energy.ofKilowattHours("48"));
            assertThat(live.driven()).as("it came back with 20 %").isEqualTo(Energy.ofKilowattHours("24"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {315_000_000, -315_000_000})
    void aSessionBegunByAWrongClockIsEndedByTheNextOne(long wrong) {
        try (var station = stations.connect("ocpp1.6")) {
            long stale = begin(station, NOON.plusSeconds(wrong), 0);
            long next = begin(station, NOON, 10);
            assertThat(stations.store.openAt(PLUG).orElseThrow().id()).isEqualTo((int) next);
            assertThat(stations.store.session("CP1", (int) stale).orElseThrow().isOpen())
                    .isFalse();
            long back = begin(station, NOON.minusSeconds(315_000_001), 20);
            assertThat(stations.store.openAt(PLUG).orElseThrow().id()).isEqualTo((int) back);
        }
    }

    @Test
    void aSessionThatBeginsEndsAllThatAreOpen() {
        try (var station = stations.connect("ocpp2.0.1")) {
            station.call("TransactionEvent", charging("Started", 0, NOON.minusSeconds(30)));
            station.call(
                    "TransactionEvent",
                    charging("Updated", 1, NOON.minusSeconds(40)).replace("t1", "t0"));
            assertThat(stations.store.openAt(PLUG).orElseThrow().name()).isEqualTo("t1");
            station.call("TransactionEvent", charging("Started", 0, NOON).replace("t1", "t2"));
            assertThat(stations.store.session("CP1", "t0").orElseThrow().endedAt())
                    .contains(NOON);
            assertThat(stations.store.session("CP1", "t1").orElseThrow().endedAt())
                    .contains(NOON);
            assertThat(stations.store.openAt(PLUG).orElseThrow().name()).isEqualTo("t2");
        }
    }

    @Test
    void aCarAtOneOfTwoConnectorsOfAnEvseIsPluggedIn() {
        try (var station = stations.connect("ocpp2.0.1")) {
            var said = "{\"evseId\":1,\"connectorId\":%d,\"connectorStatus\":\"%s\",\"timestamp\":\"%s\"}";
            station.call("StatusNotification", said.formatted(1, "Occupied", NOON.minusSeconds(40)));
            station.call("StatusNotification", said.formatted(2, "Available", NOON.minusSeconds(39)));
            assertThat(stations.statuses()).extracting(VehicleStatus::pluggedIn).containsExactly(true);
            station.call("StatusNotification", said.formatted(1, "Available", NOON.minusSeconds(20)));
            assertThat(stations.statuses()).extracting(VehicleStatus::pluggedIn).containsExactly(true, false);
        }
    }

    @Test
    void aConnectorOfAStationWhoseClockRanAheadIsFreeAgain() {
        var said = "{\"evseId\":1,\"connectorId\":1,\"connectorStatus\":\"%s\",\"timestamp\":\"%s\"}";
        try (var station = stations.connect("ocpp2.0.1")) {
            station.call("StatusNotification", said.formatted("Occupied", NOON.plus(Duration.ofDays(3_650))));
            stations.clock.advance(Duration.ofMinutes(1));
            station.call("StatusNotification", said.formatted("Available", NOON.plusSeconds(50)));
            assertThat(stations.statuses()).extracting(VehicleStatus::pluggedIn).containsExactly(true, false);
        }
    }

    @Test
    void aConnectorStaysOccupiedWhenTheCentralSystemIsKilled() {
        var said = "{\"evseId\":1,\"connectorId\":%d,\"connectorStatus\":\"%s\",\"timestamp\":\"%s\"}";
        var file = folder.resolve("market");
        stations.close();
        stations = Stations.inFile(file, true);
        try (var station = stations.connect("ocpp2.0.1")) {
            station.call("StatusNotification", said.formatted(1, "Occupied", NOON.minusSeconds(40)));
        }
        stations.close();
        stations = Stations.inFile(file, false);
        try (var station = stations.connect("ocpp2.0.1")) {
            station.call("StatusNotification", said.formatted(2, "Available", NOON.minusSeconds(20)));
            assertThat(stations.statuses()).extracting(VehicleStatus::pluggedIn).containsExactly(true);
            station.call(
                    "StatusNotification",
                    "{\"evseId\":1,\"connectorStatus\":\"Available\",\"timestamp\":\"" + NOON.minusSeconds(10) + "\"}");
            station.call("StatusNotification", said.formatted(1, "Occupied", NOON.minusSeconds(30)));
            assertThat(stations.statuses()).extracting(VehicleStatus::pluggedIn).containsExactly(true, false);
        }
    }

    @Test
    void ofTwoValuesOfARegisterAtOneInstantTheFirstCountsAndTheOperatorHears() {
        try (var station = stations.connect("ocpp1.6")) {
            station.call("MeterValues", values(NOON.minusSeconds(20), register("1000")));
            station.call("MeterValues", values(NOON.minusSeconds(10), register("1010"), register("1500")));
            assertThat(stations.storedWattHours(NOON.minusSeconds(20), 1)).containsExactly("10");
            assertThat(stations.doors.reasons())
                    .containsExactly(
                            "CP1 connector 1: one register shows 1010 Wh and 1500 Wh at one instant: the first counts");
        }
    }

    @Test
    void ofASessionsFirstAndLastRegisterToldTogetherTheLastCounts() {
        var first = register("1000").replaceFirst("\\{", "{\"context\":\"Transaction.Begin\",");
        var last = register("1010").replaceFirst("\\{", "{\"context\":\"Transaction.End\",");
        try (var station = stations.connect("ocpp1.6")) {
            station.call("MeterValues", values(NOON.minusSeconds(20), register("1000")));
            station.call("MeterValues", values(NOON.minusSeconds(10), first, last));
            assertThat(stations.storedWattHours(NOON.minusSeconds(20), 1)).containsExactly("10");
            assertThat(stations.doors.reasons()).isEmpty();
        }
    }

    @Test
    void twoEqualValuesOfARegisterAreOne() {
        try (var station = stations.connect("ocpp1.6")) {
            station.call("MeterValues", values(NOON.minusSeconds(10), register("1010"), register("1010.0")));
            assertThat(stations.doors.reasons()).isEmpty();
        }
    }

    @Test
    void eachSessionThatNobodyBeganIsALetter() {
        try (var station = stations.connect("ocpp1.6")) {
            for (long id = 5; id < 8; id++) {
                station.call("StopTransaction", stop(id, NOON, 1_000));
                station.call("StopTransaction", stop(id, NOON, 1_000));
            }
            assertThat(stations.doors.reasons()).hasSize(3);
        }
    }

    @Test
    void aPlugWithoutARowIsReportedOnce() {
        try (var station = stations.connect("ocpp1.6")) {
            for (int i = 0; i < 3; i++) {
                station.call(
                        "StatusNotification",
                        status("Preparing", NOON).replace("\"connectorId\":1", "\"connectorId\":2"));
            }
            assertThat(stations.statuses()).isEmpty();
            assertThat(stations.doors.reasons())
                    .as("listed where the station's other cars are")
                    .containsExactly(
                            "CP1 connector 2: stands in no row of the table of chargers: no car is known to be there");
        }
    }

    @ParameterizedTest
    @CsvSource({"StartTransaction", "MeterValues"})
    void whatElseAPlugWithoutARowTellsIsReportedToo(String action) {
        try (var station = stations.connect("ocpp1.6")) {
            var told = action.equals("StartTransaction") ? start(NOON, 5) : values(NOON, register("5"));
            station.call(action, told.replace("\"connectorId\":1", "\"connectorId\":2"));
            assertThat(stations.doors.reasons())
                    .singleElement()
                    .asString()
                    .startsWith("CP1 connector 2: stands in no row");
        }
    }

    @Test
    void aRegisterThatCountsBackInASessionIsReported() {
        try (var station = stations.connect("ocpp1.6")) {
            station.call("MeterValues", values(NOON.minusSeconds(30), register("1010")));
            station.call("MeterValues", values(NOON.minusSeconds(40), register("1000")));
            assertThat(stations.doors.reasons()).as("a late reading is none").isEmpty();
            station.call("MeterValues", values(NOON.minusSeconds(20), register("900")));
            station.call("MeterValues", values(NOON.minusSeconds(10), register("910")));
            assertThat(stations.doors.reasons())
                    .containsExactly(
                            "CP1 connector 1: suspect: the register of energy stored shows 0.900000000 kWh, below the"
                                    + " 1.010000000 kWh that it showed before: it has begun anew, and nothing is counted in between");
        }
    }

    @Test
    void aStationThatIsNotLetInIsReportedOnceWithTheReason() {
        for (int i = 0; i < 2; i++) {
            stations.refused("CP1", "not its password");
            stations.refused("CP9", "anything");
        }
        assertThat(stations.doors.reasons())
                .containsExactlyInAnyOrder(
                        "station CP1: it is refused (401): the password is not the one of its row: ./ems chargers password makes"
                                + " another, with its hash",
                        "station CP9: it is refused (401): no row of the table of chargers has this station");
        for (int i = 0; i < 30; i++) {
            stations.refused("made-up-" + i, "anything");
        }
        assertThat(stations.doors.reasons()).as("a stranger buries nothing").hasSize(21);
    }
}
