package ems.routes.wiring;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Power;
import ems.market.telemetry.MeterReading;
import ems.routes.wiring.WiredMessage.Measured;
import ems.routes.wiring.WiredMessage.Refused;
import ems.routes.wiring.WiredMessage.Reported;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What each kind of device publishes becomes a reading of its home, or a report of its car, with the example that ships. */
class DevicesOfPeopleTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "dsmr-reader,1234,0",
        "evcc,1832.9,1100.5",
        "home-assistant,1250,1662.5",
        "openems,2100,640",
        "shelly-gen1-em,2250.75,410.5",
        "shelly-gen1-plug,0,61.5",
        "shelly-gen2-3em,0,820.9",
        "shelly-gen2-em,1900.5,500",
        "shelly-gen2-rpc,310.5,0",
        "tasmota-plug,0,120",
        "tasmota-reading-head,1250,0",
        "victron,199.75,590.25",
        "zigbee2mqtt,0,62",
    })
    void a_home_device_makes_a_reading(String kind, BigDecimal production, BigDecimal consumption) {
        assertThat(after(kind, Duration.ofSeconds(10)))
                .containsExactly(new Measured(new MeterReading(
                        new ProsumerId("L1"),
                        NOON,
                        Duration.ofSeconds(10),
                        Power.ofWatts(production),
                        Power.ofWatts(consumption))));
    }

    @ParameterizedTest
    @CsvSource({"evcc,63", "teslamate,71"})
    void a_car_device_makes_a_report_each_minute(String kind, BigDecimal percent) {
        assertThat(after(kind, Duration.ofSeconds(60)))
                .contains(new Reported(
                        new VehicleId("EV1"), NOON.plusSeconds(60), true, Optional.of(percent), Optional.empty()));
    }

    static Stream<String> kinds() {
        return WiringExamples.KINDS.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void each_sample_of_an_example_is_read_by_a_row(String kind) {
        var lines = new WiringTrial(WiringExamples.table(kind)).lines();
        assertThat(lines).filteredOn(line -> line.startsWith("note:")).isEmpty();
        assertThat(lines).filteredOn(line -> line.contains("refused")).isEmpty();
        assertThat(lines).filteredOn(line -> line.contains(", holds for ")).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void no_example_takes_a_device_that_it_does_not_name(String kind) {
        assertThat(WiringExamples.table(kind).rows()).noneMatch(WiringRow::isTemplate);
    }

    @Test
    void the_check_says_what_a_row_does_with_the_sample() {
        assertThat(new WiringTrial(WiringExamples.table("zigbee2mqtt")).lines())
                .contains(
                        "row 7: zigbee2mqtt/house /energy in kWh tells consumption register of L1",
                        "    e.g. zigbee2mqtt/house {\"current\": 0.27, \"energy\": 43.21, \"linkquality\": 132, \"power\": 62,"
                                + " \"state\": \"ON\", \"voltage\": 230} -> consumption register of L1: 43.21 kWh, holds for 3600 s");
    }

    @Test
    void the_check_makes_up_a_sample_where_the_table_has_none() {
        assertThat(new WiringTrial(Tables.of("meters/+/live,/now/watt~1h,kW,import,,{1},35")).lines())
                .containsExactly(
                        "row 2: meters/+/live /now/watt~1h in kW tells import of {1}",
                        "    e.g. meters/L1/live {\"now\":{\"watt/h\":120}} -> import of L1: 120000 W, holds for 35 s");
    }

    /** Registers come, too, and tell nothing yet. */
    private static List<WiredMessage> after(String kind, Duration time) {
        var table = WiringExamples.table(kind);
        var wiring = new Wiring(table, NOON);
        List<WiredMessage> messages = new ArrayList<>();
        for (SampleMessage sample : table.samples()) {
            messages.addAll(wiring.take(sample.topic(), sample.payload().getBytes(UTF_8), NOON));
        }
        messages.addAll(wiring.upTo(NOON.plus(time)));
        assertThat(messages).noneMatch(Refused.class::isInstance);
        return messages.stream()
                .filter(message -> message instanceof Measured
                        || message instanceof Reported && time.compareTo(Duration.ofSeconds(60)) >= 0)
                .toList();
    }
}
