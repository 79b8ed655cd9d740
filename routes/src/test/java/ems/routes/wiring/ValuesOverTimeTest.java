package ems.routes.wiring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.ProsumerId;
import ems.market.telemetry.MeterReading;
import ems.routes.wiring.WiredMessage.Measured;
import ems.routes.wiring.WiredMessage.Presence;
import ems.routes.wiring.WiredMessage.Refused;
import ems.routes.wiring.WiredMessage.Reported;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A value holds until the next one or until it is stale; each whole ten seconds the mean over time is a reading. */
class ValuesOverTimeTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String CONSUMPTION = "plug/+,,W,consumption,,{1},35";

    private final List<WiredMessage> messages = new ArrayList<>();
    private Wiring wiring = new Wiring(Tables.of(CONSUMPTION), NOON);

    @Test
    void the_mean_is_weighted_by_time() {
        take("plug/L1", "100", 0);
        take("plug/L1", "400", 7_500);
        upTo(10);
        // 100 W over 7.5 s and 400 W over 2.5 s
        assertThat(consumptions()).containsExactly(175_000L);
    }

    @Test
    void a_value_holds_until_it_is_stale() {
        take("plug/L1", "100", 0);
        upTo(60);
        assertThat(readings())
                .extracting(MeterReading::at)
                .containsExactly(NOON, NOON.plusSeconds(10), NOON.plusSeconds(20));
    }

    @ParameterizedTest
    @CsvSource({"2000,1", "2001,0"})
    void eight_of_ten_seconds_must_be_known(long firstAtMillis, int readings) {
        take("plug/L1", "100", firstAtMillis);
        upTo(10);
        assertThat(readings()).hasSize(readings);
    }

    @Test
    void ten_seconds_that_began_before_the_start_are_not_known() {
        wiring = new Wiring(Tables.of(CONSUMPTION), NOON.plusMillis(1));
        take("plug/L1", "100", 1);
        upTo(20);
        assertThat(readings()).extracting(MeterReading::at).containsExactly(NOON.plusSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "nil", "unavailable", "1e7", "-1.2.3", "", "Infinity", "0x10", "12 W"})
    void what_is_no_number_is_refused_with_topic_and_text(String payload) {
        take("plug/L1", payload, 0);
        assertThat(messages).singleElement().isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).startsWith("topic plug/L1: ");
            assertThat(refused.text()).isEqualTo(payload);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"power\":12|not JSON: Unexpected end-of-input",
                "{\"power\":NaN}|'NaN' is no number of W",
                "{\"power\":1,\"power\":2}|not JSON: Duplicate field 'power'",
                "{\"power\":[1]}|a list or an object stands at /power",
                "{\"power\":1} x|not JSON",
                "{\"power\":null}|'null' is no number: the value is not known from now on",
                "{\"power\":\"unavailable\"}|'unavailable' is no number: the value is not known from now on",
                "{\"power\":1000001}|1000001 W is beyond 1 MW",
            })
    void so_is_what_stands_in_broken_json(String payload, String reason) {
        wiring = new Wiring(Tables.of("plug/+,/power,W,consumption,,{1},35"), NOON);
        take("plug/L1", payload, 0);
        assertThat(messages)
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).contains("topic plug/L1: ", reason));
    }

    @Test
    void one_megawatt_is_still_a_power() {
        take("plug/L1", "1000000", 0);
        assertThat(messages).isEmpty();
    }

    @Test
    void a_message_of_another_kind_changes_nothing() {
        wiring = new Wiring(Tables.of("plug/+,/power,W,consumption,,{1},35"), NOON);
        take("plug/L1", "{\"power\":100}", 0);
        take("plug/L1", "{\"wifi\":{\"rssi\":-61}}", 5_000);
        upTo(10);
        assertThat(consumptions()).containsExactly(100_000L);
    }

    @Test
    void a_value_that_became_unavailable_holds_no_longer() {
        take("plug/L1", "100", 0);
        take("plug/L1", "unavailable", 12_000);
        upTo(40);
        assertThat(readings()).extracting(MeterReading::at).containsExactly(NOON);
    }

    @Test
    void a_broken_message_lets_the_value_hold() {
        take("plug/L1", "100", 0);
        take("plug/L1", "12 W", 5_000);
        upTo(10);
        assertThat(consumptions()).containsExactly(100_000L);
    }

    @Test
    void parts_are_added_and_all_of_them_are_needed() {
        wiring = new Wiring(
                Tables.of("a/1,,W,import,1/3,L1,35", "a/2,,W,import,2/3,L1,35", "a/3,,W,import,3/3,L1,35"), NOON);
        take("a/1", "120.5", 0);
        take("a/2", "-40", 0);
        upTo(10);
        assertThat(readings()).isEmpty();
        take("a/3", "310", 10_000);
        upTo(20);
        assertThat(consumptions()).containsExactly(390_500L);
    }

    @Test
    void a_second_device_that_tells_the_same_is_refused_while_the_first_one_does() {
        wiring = new Wiring(Tables.of("plug/+,,W,consumption,,{1},35", "meter/+,,W,consumption,,{1},35"), NOON);
        take("plug/L1", "100", 0);
        take("meter/L1", "200", 1_000);
        assertThat(messages)
                .singleElement()
                .isEqualTo(new Refused(
                        Set.of(new ProsumerId("L1")),
                        "200",
                        "topic meter/L1: consumption of L1 is told by topic plug/L1"
                                + " already: wire one of the two, or both as parts of a sum"));
        take("meter/L1", "200", 35_000);
        assertThat(messages).filteredOn(Refused.class::isInstance).hasSize(1);
    }

    @Test
    void what_a_row_could_tell_and_has_not_told_is_not_taken_for_nothing() {
        wiring = new Wiring(Tables.of(CONSUMPTION, "roof/+,,W,production,,{1},35"), NOON);
        take("plug/L1", "100", 0);
        upTo(10);
        assertThat(readings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // production, import; production and consumption that come of them
        "2000,-1500,2000,500",
        "2000,300,2000,2300",
        "1000,-1050,1050,0",
        "-5,400,0,400",
    })
    void consumption_is_what_is_produced_and_drawn(String produced, String drawn, long production, long consumption) {
        wiring = new Wiring(Tables.of("roof,,W,production,,L1,35", "grid,,W,import,,L1,35"), NOON);
        take("roof", produced, 0);
        take("grid", drawn, 0);
        upTo(10);
        assertThat(readings()).singleElement().satisfies(reading -> {
            assertThat(reading.production().milliwatts()).isEqualTo(1_000 * production);
            assertThat(reading.consumption().milliwatts()).isEqualTo(1_000 * consumption);
        });
    }

    @Test
    void a_sign_that_is_turned_round_is_refused() {
        wiring = new Wiring(Tables.of("roof,,W,production,,L1,35", "grid,,W,import,,L1,35"), NOON);
        take("roof", "500", 0);
        take("grid", "-2000", 0);
        upTo(10);
        assertThat(messages)
                .singleElement()
                .isEqualTo(new Refused(
                        Set.of(new ProsumerId("L1")),
                        "ten seconds of L1 from 2026-03-01T12:00:00Z",
                        "L1: it feeds in 2000 W and produces only 500 W: see the signs and units of its rows"));
    }

    @Test
    void a_meter_that_goes_offline_tells_nothing_any_more() {
        wiring = new Wiring(Tables.of(CONSUMPTION, "lwt/+,,yes/no,meter online,,{1},86400"), NOON);
        take("plug/L1", "100", 0);
        take("lwt/L1", "Offline", 11_000);
        upTo(40);
        assertThat(readings()).hasSize(1);
        assertThat(messages).contains(new Presence(new ProsumerId("L1"), false));
    }

    @Test
    void a_car_whose_device_is_gone_reports_that_it_is_away() {
        wiring = new Wiring(
                Tables.of("car/plug,,yes/no,plugged in,,EV1,300", "car/lwt,,yes/no,vehicle online,,EV1,86400"), NOON);
        take("car/plug", "true", 1_000);
        take("car/lwt", "offline", 2_000);
        upTo(60);
        assertThat(messages)
                .filteredOn(Reported.class::isInstance)
                .extracting(message -> ((Reported) message).pluggedIn())
                .containsExactly(true, false);
    }

    @Test
    void a_car_that_is_plugged_out_says_so_at_once() {
        wiring = new Wiring(Tables.of("car/plug,,yes/no,plugged in,,EV1,300"), NOON);
        take("car/plug", "true", 1_000);
        take("car/plug", "true", 2_000);
        take("car/plug", "false", 3_000);
        assertThat(messages)
                .extracting(message -> ((Reported) message).at())
                .containsExactly(NOON.plusSeconds(1), NOON.plusSeconds(3));
    }

    @Test
    void powers_that_waited_at_the_broker_are_not_booked_as_of_now() {
        wiring = new Wiring(Tables.of("plug/+,,W,consumption,,{1},60"), NOON);
        wiring.caughtUp(NOON);
        take("plug/L1", "100", 1_000);
        take("plug/L1", "400", 2_000);
        upTo(60);
        assertThat(readings())
                .extracting(MeterReading::at)
                .containsExactly(NOON.plusSeconds(30), NOON.plusSeconds(40), NOON.plusSeconds(50));
        assertThat(consumptions()).containsOnly(400_000L);
    }

    @Test
    void what_a_car_said_while_the_market_was_away_counts_by_how_it_ended() {
        wiring = new Wiring(
                Tables.of("car/plug,,yes/no,plugged in,,EV1,300", "car/lwt,,yes/no,vehicle online,,EV1,86400"), NOON);
        wiring.caughtUp(NOON);
        take("car/lwt", "offline", 1_000);
        take("car/lwt", "online", 2_000);
        take("car/plug", "true", 3_000);
        upTo(60);
        assertThat(messages)
                .filteredOn(Reported.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(Reported.class, report -> {
                    assertThat(report.at()).isEqualTo(NOON.plusSeconds(60));
                    assertThat(report.pluggedIn()).isTrue();
                });
    }

    @Test
    void a_clock_that_jumps_ends_all_values() {
        take("plug/L1", "100", 0);
        upTo(3_600);
        upTo(3_620);
        assertThat(readings()).isEmpty();
    }

    /** Energy is neither lost nor made: whatever the moments, the readings hold what the values come to. */
    @Property(tries = 200)
    void the_readings_hold_the_energy_of_the_values(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(min = 0, max = 5_000) Integer> watts) {
        var each = new Wiring(Tables.of(CONSUMPTION), NOON);
        List<WiredMessage> made = new ArrayList<>();
        long expected = 0;
        for (int i = 0; i < watts.size(); i++) {
            made.addAll(each.take("plug/L1", watts.get(i).toString().getBytes(UTF_8), NOON.plusMillis(2_500L * i)));
            expected += 2_500L * watts.get(i);
        }
        long millis = 2_500L * watts.size();
        long rest = (10_000 - millis % 10_000) % 10_000;
        expected += rest * watts.get(watts.size() - 1);
        made.addAll(each.upTo(NOON.plusMillis(millis + rest)));
        long energy = made.stream()
                .map(Measured.class::cast)
                .mapToLong(one -> one.reading().consumption().milliwatts() * 10)
                .sum();
        assertThat(energy).isEqualTo(expected);
    }

    private void take(String topic, String payload, long millis) {
        messages.addAll(wiring.take(topic, payload.getBytes(UTF_8), NOON.plusMillis(millis)));
    }

    private void upTo(long seconds) {
        messages.addAll(wiring.upTo(NOON.plusSeconds(seconds)));
    }

    private List<MeterReading> readings() {
        return messages.stream()
                .filter(Measured.class::isInstance)
                .map(measured -> ((Measured) measured).reading())
                .toList();
    }

    private List<Long> consumptions() {
        return readings().stream()
                .map(reading -> reading.consumption().milliwatts())
                .toList();
    }
}
