package ems.routes.ocpp.control;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.PeriodKey;
import ems.market.period.SetPoint;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Flow;
import ems.routes.Grid;
import ems.routes.ocpp.session.Stations;
import ems.routes.ocpp.station.RawStation;

import static org.assertj.core.api.Assertions.assertThat;

/** A station is asked for what the period's match needs, in the form that it takes. */
class SetPointsTest {

    private static final Instant NOON = Grid.NOON;
    private static final String ACCEPTED = "{\"status\":\"Accepted\"}";
    private static final String REJECTED = "{\"status\":\"Rejected\"}";
    private static final PeriodKey PERIOD = new PeriodKey(Grid.ID, new MatchingPeriod(NOON));

    private Stations stations = new Stations();

    @AfterEach
    void stop() {
        stations.close();
    }

    private void order(Flow flow, long watts) {
        var energy = new Energy(watts * 60_000);
        stations.controls.control(PERIOD, List.of(new SetPoint(Grid.EV1, flow, energy)));
    }

    private RawStation charging(String version) {
        var station = stations.connect(version);
        if (version.equals("ocpp1.6")) {
            station.call(
                    "StartTransaction",
                    "{\"connectorId\":1,\"idTag\":\"EV1\",\"meterStart\":0,\"timestamp\":\"" + NOON + "\"}");
        } else {
            station.call(
                    "TransactionEvent",
                    "{\"eventType\":\"Started\",\"timestamp\":\"" + NOON
                            + "\",\"triggerReason\":\"CablePluggedIn\",\"seqNo\":0,\"transactionInfo\":{\"transactionId\":"
                            + "\"t1\",\"chargingState\":\"Charging\"},\"evse\":{\"id\":1}}");
        }
        return station;
    }

    private static String composite(String unit, String limit) {
        return "{\"status\":\"Accepted\",\"chargingSchedule\":{\"chargingRateUnit\":\"" + unit
                + "\",\"chargingSchedulePeriod\":[{\"startPeriod\":0,\"limit\":" + limit + "}]}}";
    }

    private static JsonNode schedule(JsonNode set) {
        return set.get("csChargingProfiles").get("chargingSchedule");
    }

    private static String limit(JsonNode schedule) {
        return schedule.get("chargingSchedulePeriod").get(0).get("limit").asText() + " "
                + schedule.get("chargingRateUnit").textValue();
    }

    /** Letters are written after a station has answered: it goes on talking until there is one. */
    private List<String> reasons(RawStation station) {
        for (int i = 0; i < 10_000 && stations.doors.reasons().isEmpty(); i++) {
            station.call("Heartbeat", "{}");
        }
        return stations.doors.reasons();
    }

    @Test
    void aSetPointOfTheThirdVersionIsLaidOnceAndThenRenewed() {
        try (var station = charging("ocpp2.1")) {
            order(Flow.STORED, 3_000);
            var profile = station.answer("SetChargingProfile", ACCEPTED).get("chargingProfile");
            assertThat(profile.get("chargingProfileKind").textValue()).isEqualTo("Dynamic");
            assertThat(profile.get("transactionId").textValue()).isEqualTo("t1");
            var schedule = profile.get("chargingSchedule").get(0);
            assertThat(schedule.get("duration").intValue()).as("a dead man's").isEqualTo(90);
            assertThat(schedule.get("chargingSchedulePeriod").get(0).toString())
                    .isEqualTo("{\"setpoint\":3000.0,\"limit\":3000.0,\"dischargeLimit\":0,\"startPeriod\":0,"
                            + "\"numberPhases\":1,\"operationMode\":\"CentralSetpoint\"}");
            station.call("Heartbeat", "{}");
            answerSetUp(station);
            order(Flow.STORED, 2_000);
            var update = station.answer("UpdateDynamicSchedule", ACCEPTED);
            assertThat(update.get("chargingProfileId")).isEqualTo(profile.get("id"));
            assertThat(update.get("scheduleUpdate").toString())
                    .isEqualTo("{\"setpoint\":2000.0,\"limit\":2000.0,\"dischargeLimit\":0}");
        }
    }

    private static void answerSetUp(RawStation station) {
        station.answer("SetVariables", "{\"setVariableResult\":[]}");
        station.answer("GetVariables", "{\"getVariableResult\":[]}");
        station.answer("SetChargingProfile", ACCEPTED);
    }

    @Test
    void aCarIsDischargedWhereItsRowSaysSo() {
        stations.close();
        stations = Stations.discharging();
        try (var station = charging("ocpp2.1")) {
            order(Flow.RELEASED, 2_500);
            var period = station.answer("SetChargingProfile", ACCEPTED)
                    .get("chargingProfile")
                    .get("chargingSchedule")
                    .get(0)
                    .get("chargingSchedulePeriod")
                    .get(0);
            assertThat(period.get("setpoint").decimalValue()).isEqualByComparingTo("-2500");
            assertThat(period.get("dischargeLimit").decimalValue()).isEqualByComparingTo("-2500");
            assertThat(period.get("limit").decimalValue()).isEqualByComparingTo("0");
        }
    }

    @Test
    void anOlderStationIsAskedToDischargeWhereItsRowSaysSoAlone() {
        try (var station = charging("ocpp1.6")) {
            order(Flow.RELEASED, 2_500);
            assertThat(limit(schedule(station.answer("SetChargingProfile", REJECTED))))
                    .isEqualTo("0.0 W");
        }
        stations.close();
        stations = Stations.discharging();
        try (var station = charging("ocpp1.6")) {
            order(Flow.RELEASED, 2_500);
            assertThat(limit(schedule(station.answer("SetChargingProfile", ACCEPTED))))
                    .isEqualTo("-2500.0 W");
        }
    }

    @ParameterizedTest
    @CsvSource({"9000,3680.0", "3680,3680.0", "1380,1380.0", "1379,0.0", "0,0.0"})
    void aSetPointStaysWithinWhatTheCarBears(long watts, String limit) {
        try (var station = charging("ocpp1.6")) {
            order(Flow.STORED, watts);
            var schedule = schedule(station.answer("SetChargingProfile", ACCEPTED));
            assertThat(limit(schedule)).isEqualTo(limit + " W");
            assertThat(schedule.get("startSchedule").textValue()).isEqualTo(NOON.toString());
            assertThat(schedule.get("duration").intValue()).isEqualTo(90);
            assertThat(phases(schedule)).as("none said is three").isEqualTo(1);
        }
    }

    private static int phases(JsonNode schedule) {
        return schedule.get("chargingSchedulePeriod").get(0).get("numberPhases").intValue();
    }

    @Test
    void aPeriodThatIsOverIsNotOrdered() {
        try (var station = charging("ocpp1.6")) {
            stations.clock.advance(MatchingPeriod.LENGTH);
            order(Flow.STORED, 3_000);
            stations.controls.control(
                    new PeriodKey(Grid.ID, PERIOD.period().next()),
                    List.of(new SetPoint(Grid.EV1, Flow.STORED, new Energy(120_000_000))));
            assertThat(limit(schedule(station.answer("SetChargingProfile", ACCEPTED))))
                    .isEqualTo("2000.0 W");
        }
    }

    @Test
    void ofOrdersThatASlowStationLeavesWaitingTheLastOneIsGiven() {
        try (var station = charging("ocpp1.6")) {
            order(Flow.STORED, 3_000);
            var slow = station.nextCall();
            order(Flow.STORED, 2_000);
            order(Flow.STORED, 1_500);
            station.send("[3," + slow.get(1) + "," + REJECTED + "]");
            var next = schedule(station.answer("SetChargingProfile", ACCEPTED));
            assertThat(limit(next)).as("in the form that is left to try").isEqualTo("6.5 A");
            station.answer("GetCompositeSchedule", REJECTED);
            station.call("DataTransfer", "{\"vendorId\":\"V\"}");
            assertThat(station.nextCall().get(2).textValue())
                    .as("the set-up; no order more")
                    .isEqualTo("ChangeConfiguration");
        }
    }

    @Test
    void aSetPointThatHasEndedIsLaidAgainAndOneThatIsUnmatchedIsTakenBack() {
        try (var station = charging("ocpp2.1")) {
            order(Flow.STORED, 3_000);
            var id = station.answer("SetChargingProfile", ACCEPTED)
                    .get("chargingProfile")
                    .get("id");
            order(Flow.STORED, 2_000);
            station.answer("UpdateDynamicSchedule", REJECTED);
            station.answer("SetChargingProfile", ACCEPTED);
            stations.controls.control(PERIOD, List.of());
            assertThat(station.answer("ClearChargingProfile", ACCEPTED).get("chargingProfileId"))
                    .isEqualTo(id);
            order(Flow.STORED, 1_500);
            station.answer("SetChargingProfile", ACCEPTED);
            assertThat(stations.doors.reasons()).isEmpty();
        }
    }

    @Test
    void anOwnersWishThatIsRefusedInBothUnitsIsALetter() {
        try (var station = charging("ocpp2.0.1")) {
            station.call("Heartbeat", "{}");
            station.answer("SetVariables", "{\"setVariableResult\":[]}");
            station.answer("GetVariables", "{\"getVariableResult\":[]}");
            station.answer("ClearChargingProfile", "{\"status\":\"Unknown\"}");
            station.answer("SetChargingProfile", REJECTED);
            var schedule = station.answer("SetChargingProfile", REJECTED)
                    .get("chargingProfile")
                    .get("chargingSchedule")
                    .get(0);
            assertThat(limit(schedule)).isEqualTo("10.0 A");
            assertThat(reasons(station))
                    .singleElement()
                    .asString()
                    .contains("does not take how the car charges without the market");
        }
    }

    @Test
    void aStationWithoutAnExportRegisterStillMeasuresTheStateOfCharge() {
        try (var station = charging("ocpp2.0.1")) {
            station.call("Heartbeat", "{}");
            station.answer(
                    "SetVariables",
                    "{\"setVariableResult\":[" + result("AlignedDataCtrlr", "Measurands", "Rejected") + ","
                            + result("SampledDataCtrlr", "TxUpdatedMeasurands", "RebootRequired") + "]}");
            var again =
                    station.answer("SetVariables", "{\"setVariableResult\":[]}").get("setVariableData");
            assertThat(again).hasSize(1);
            assertThat(again.get(0).get("attributeValue").textValue()).isEqualTo("Energy.Active.Import.Register,SoC");
            assertThat(again.get(0).get("component").get("name").textValue()).isEqualTo("AlignedDataCtrlr");
        }
    }

    private static String result(String component, String variable, String status) {
        return "{\"attributeStatus\":\"" + status + "\",\"component\":{\"name\":\"" + component
                + "\"},\"variable\":{\"name\":\"" + variable + "\"}}";
    }

    // --- evcc#15493, #15492, #16768, #31597, #14888, go-eCharger-API-v2#105

    @Test
    void aStationThatRefusesWattsIsAskedInAmperes() {
        try (var station = charging("ocpp1.6")) {
            order(Flow.STORED, 3_000);
            station.answer("SetChargingProfile", REJECTED);
            assertThat(limit(schedule(station.answer("SetChargingProfile", ACCEPTED))))
                    .isEqualTo("13.0 A");
            station.answer("GetCompositeSchedule", composite("A", "13"));
            station.call("Heartbeat", "{}");
            order(Flow.STORED, 1_400);
            var next = station.nextCall();
            while (next.get(2).textValue().equals("ChangeConfiguration")
                    || next.get(2).textValue().equals("GetConfiguration")) {
                station.send("[3," + next.get(1) + "," + ACCEPTED + "]");
                next = station.nextCall();
            }
            assertThat(next.get(3).toString()).as("the form that it took").contains("\"A\"", "6.0");
        }
    }

    @Test
    void aStationThatAcceptsWithoutEffectIsNotControllable() {
        try (var station = charging("ocpp1.6")) {
            order(Flow.STORED, 3_000);
            for (ProfileForm form : ProfileForm.IN_ORDER) {
                var schedule = schedule(station.answer("SetChargingProfile", ACCEPTED));
                assertThat(schedule.get("chargingRateUnit").textValue()).isEqualTo(form.unit());
                assertThat(schedule.has("duration")).isEqualTo(form.isAbsolute());
                station.answer(
                        "GetCompositeSchedule",
                        composite(form.unit(), form.unit().equals("W") ? "3680" : "16"));
            }
            station.answer("ClearChargingProfile", ACCEPTED);
            assertThat(reasons(station))
                    .singleElement()
                    .asString()
                    .startsWith("CP1 connector 1: not controllable: WATTS: accepted without effect: it will charge with"
                            + " 3680 W and not 3000.0; AMPERES:");
        }
    }

    @Test
    void aStationWithoutACompositeScheduleIsBelieved() {
        try (var station = charging("ocpp1.6")) {
            order(Flow.STORED, 3_000);
            station.answer("SetChargingProfile", ACCEPTED);
            var asked = station.nextCall();
            station.send("[4," + asked.get(1) + ",\"NotSupported\",\"\",{}]");
            station.call("Heartbeat", "{}");
            assertThat(stations.doors.reasons()).isEmpty();
        }
    }

    @Test
    void aRelativeOrderIsTakenBackWhenTheCarHasNoPart() {
        try (var station = charging("ocpp1.6")) {
            order(Flow.STORED, 3_000);
            station.answer("SetChargingProfile", REJECTED);
            station.answer("SetChargingProfile", REJECTED);
            var id = station.answer("SetChargingProfile", ACCEPTED)
                    .get("csChargingProfiles")
                    .get("chargingProfileId");
            station.answer("GetCompositeSchedule", REJECTED);
            station.send("[2,\"x\",\"DataTransfer\",{\"vendorId\":\"x\"}]");
            station.next();
            stations.controls.control(PERIOD, List.of());
            var next = station.nextCall();
            while (!next.get(2).textValue().equals("ClearChargingProfile")) {
                station.send("[3," + next.get(1) + "," + ACCEPTED + "]");
                next = station.nextCall();
            }
            assertThat(next.get(3).get("id")).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600, 3})
    void anOrderBeginsByTheStationsClock(long ahead) {
        try (var station = stations.connect("ocpp1.6")) {
            var there = NOON.plusSeconds(ahead);
            station.call(
                    "StartTransaction",
                    "{\"connectorId\":1,\"idTag\":\"EV1\",\"meterStart\":0,\"timestamp\":\"" + there + "\"}");
            order(Flow.STORED, 3_000);
            assertThat(schedule(station.answer("SetChargingProfile", ACCEPTED))
                            .get("startSchedule")
                            .textValue())
                    .isEqualTo(there.toString());
        }
    }

    @Test
    void aCarWithoutASessionOrAStationGetsNoOrder() {
        order(Flow.STORED, 3_000);
        try (var station = stations.connect("ocpp1.6")) {
            station.call("Heartbeat", "{}");
            order(Flow.STORED, 3_000);
            station.send("[2,\"x\",\"Heartbeat\",{}]");
            station.next();
            assertThat(station.nextCall().get(2).textValue()).isEqualTo("ChangeConfiguration");
        }
        assertThat(stations.doors.reasons()).isEmpty();
    }

    @Test
    void aStationIsSetUpAfterItsFirstAnswer() {
        try (var station = stations.connect("ocpp1.6")) {
            station.call("BootNotification", "{\"chargePointVendor\":\"V\",\"chargePointModel\":\"M\"}");
            assertThat(station.isCalled()).isFalse();
            station.call("Heartbeat", "{}");
            assertThat(station.answer("ChangeConfiguration", REJECTED)
                            .get("value")
                            .textValue())
                    .contains("SoC");
            assertThat(station.answer("ChangeConfiguration", ACCEPTED)
                            .get("value")
                            .textValue())
                    .isEqualTo("Energy.Active.Import.Register,SoC");
            station.answer("ChangeConfiguration", "{\"status\":\"RebootRequired\"}");
            assertThat(station.answer("ChangeConfiguration", "{\"status\":\"NotSupported\"}")
                            .toString())
                    .isEqualTo("{\"key\":\"ClockAlignedDataInterval\",\"value\":\"10\"}");
            assertThat(station.answer("ChangeConfiguration", ACCEPTED)
                            .get("key")
                            .textValue())
                    .isEqualTo("MeterValueSampleInterval");
            station.answer(
                    "GetConfiguration",
                    "{\"configurationKey\":[{\"key\":\"ChargeProfileMaxStackLevel\",\"readonly\":true,\"value\":\"8\"}]}");
            assertThat(station.answer("ClearChargingProfile", "{\"status\":\"Unknown\"}")
                            .get("id")
                            .intValue())
                    .as("what a connection before has left")
                    .isEqualTo(60_001);
            var wish = station.answer("SetChargingProfile", ACCEPTED).get("csChargingProfiles");
            assertThat(wish.get("chargingProfilePurpose").textValue()).isEqualTo("TxDefaultProfile");
            assertThat(limit(wish.get("chargingSchedule"))).isEqualTo("2300.0 W");
            assertThat(phases(wish.get("chargingSchedule"))).isEqualTo(1);
            station.call(
                    "StartTransaction",
                    "{\"connectorId\":1,\"idTag\":\"EV1\",\"meterStart\":0,\"timestamp\":\"" + NOON + "\"}");
            order(Flow.STORED, 3_000);
            assertThat(station.answer("SetChargingProfile", ACCEPTED)
                            .get("csChargingProfiles")
                            .get("stackLevel")
                            .intValue())
                    .as("above all profiles that the station may have")
                    .isEqualTo(8);
            stations.clock.advance(Duration.ofSeconds(1));
        }
    }
}
