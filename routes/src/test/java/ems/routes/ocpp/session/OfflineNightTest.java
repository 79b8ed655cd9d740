package ems.routes.ocpp.session;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.LateReading;
import ems.market.telemetry.VehicleStatus;
import ems.routes.Doors;
import ems.routes.Grid;
import ems.routes.ocpp.station.RawStation;

import static ems.routes.Grid.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** A station loses its line in a session, counts for eight hours what its car takes, and tells all of it when it is back. */
class OfflineNightTest {

    private static final Duration NIGHT = Duration.ofHours(8);
    private static final int SAMPLES = (int) (NIGHT.toSeconds() / 10);
    private static final int WATT_HOURS_A_SAMPLE = 9;
    private static final int METER_START = 1_000;
    /** The car has just left. */
    private static final Instant BACK = NOON.plus(NIGHT).plusSeconds(5);

    private Stations stations;

    @BeforeEach
    void listen() {
        stations = new Stations();
    }

    @AfterEach
    void stop() {
        stations.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ocpp1.6", "ocpp2.0.1"})
    void all_that_it_counted_is_kept_and_waits_for_a_correction(String version) {
        offlineForTheNight(version);
        long moved = 0;
        for (int sample = 0; sample < SAMPLES; sample++) {
            moved += stations.readings
                    .sample(Grid.EV1, NOON.plusSeconds(10L * sample))
                    .stored()
                    .orElseThrow()
                    .millijoules();
        }
        assertThat(new Energy(moved)).isEqualTo(wattHours((long) SAMPLES * WATT_HOURS_A_SAMPLE));
        Set<MatchingPeriod> waiting = new HashSet<>();
        for (LateReading late : stations.doors.late.waiting(SAMPLES)) {
            assertThat(late.party()).isEqualTo(Grid.EV1);
            waiting.add(late.period());
        }
        Set<MatchingPeriod> night = new HashSet<>();
        for (var period = MatchingPeriod.containing(NOON);
                !period.end().plus(Doors.GRACE).isAfter(BACK);
                period = period.next()) {
            night.add(period);
        }
        assertThat(waiting).isEqualTo(night);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ocpp1.6", "ocpp2.0.1"})
    void no_operator_is_bothered(String version) {
        offlineForTheNight(version);
        assertThat(stations.doors.reasons()).isEmpty();
        assertThat(stations.doors.ofNoGrid.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ocpp1.6", "ocpp2.0.1"})
    void the_car_is_where_it_is_now(String version) {
        offlineForTheNight(version);
        assertThat(stations.statuses())
                .extracting(VehicleStatus::at, VehicleStatus::pluggedIn)
                .startsWith(tuple(NOON, true))
                .endsWith(tuple(BACK, false))
                .hasSize(2);
    }

    @Test
    void telling_it_again_changes_nothing() {
        offlineForTheNight("ocpp1.6");
        long late = stations.store.lateReadings(Grid.ID);
        try (var again = stations.connect("ocpp1.6")) {
            for (int sample = 1; sample <= SAMPLES; sample++) {
                again.call("MeterValues", first(sample));
            }
        }
        assertThat(stations.store.lateReadings(Grid.ID)).isEqualTo(late);
        assertThat(stations.doors.reasons()).isEmpty();
    }

    private void offlineForTheNight(String version) {
        if (version.equals("ocpp1.6")) {
            long session;
            try (var station = stations.connect(version)) {
                session = station.call(
                                "StartTransaction",
                                "{\"connectorId\":1,\"idTag\":\"EV1\",\"meterStart\":" + METER_START
                                        + ",\"timestamp\":\"" + NOON + "\"}")
                        .get("transactionId")
                        .longValue();
            }
            stations.clock.set(BACK);
            try (var station = stations.connect(version)) {
                station.call(
                        "StatusNotification",
                        "{\"connectorId\":1,\"errorCode\":\"NoError\",\"status\":\"Available\",\"timestamp\":\"" + BACK
                                + "\"}");
                flush(station, "MeterValues", OfflineNightTest::first);
                station.call(
                        "StopTransaction",
                        "{\"transactionId\":" + session + ",\"meterStop\":" + meter(SAMPLES) + ",\"timestamp\":\""
                                + BACK + "\",\"reason\":\"EVDisconnected\"}");
            }
        } else {
            try (var station = stations.connect(version)) {
                station.call("TransactionEvent", second("Started", 0, false));
            }
            stations.clock.set(BACK);
            try (var station = stations.connect(version)) {
                station.call(
                        "StatusNotification",
                        "{\"evseId\":1,\"connectorId\":1,\"connectorStatus\":\"Available\",\"timestamp\":\"" + BACK
                                + "\"}");
                flush(station, "TransactionEvent", sample -> second("Updated", sample, true));
            }
        }
    }

    private static void flush(RawStation station, String action, IntFunction<String> payload) {
        for (int sample = 1; sample <= SAMPLES; sample++) {
            station.call(action, payload.apply(sample));
        }
    }

    private static long meter(int sample) {
        return METER_START + (long) sample * WATT_HOURS_A_SAMPLE;
    }

    private static String first(int sample) {
        return "{\"connectorId\":1,\"meterValue\":[" + value(sample, "\"" + meter(sample) + "\"") + "]}";
    }

    private static String second(String type, int sample, boolean offline) {
        return "{\"eventType\":\"" + type + "\",\"timestamp\":\"" + at(sample)
                + "\",\"triggerReason\":\"MeterValuePeriodic\",\"seqNo\":" + sample + ",\"offline\":" + offline
                + ",\"transactionInfo\":{\"transactionId\":\"night\",\"chargingState\":\"Charging\"},\"evse\":{\"id\":1},\"meterValue\":["
                + value(sample, Long.toString(meter(sample))) + "]}";
    }

    private static String value(int sample, String number) {
        return "{\"timestamp\":\"" + at(sample) + "\",\"sampledValue\":[{\"value\":" + number + "}]}";
    }

    private static Instant at(int sample) {
        return NOON.plusSeconds(10L * sample);
    }

    private static Energy wattHours(long count) {
        return new Energy(count * 3_600_000);
    }
}
