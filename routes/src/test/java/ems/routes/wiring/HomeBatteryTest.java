package ems.routes.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.telemetry.MeterReading;
import ems.routes.wiring.WiredMessage.Measured;
import ems.routes.wiring.WiredMessage.Refused;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What a home's battery takes in is not used, and what it gives out is not produced: what crosses the border is traded. */
class HomeBatteryTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Map<String, String> ROWS = Map.of(
            "production", "pv,,W,production,,L1,3600",
            "consumption", "loads,,W,consumption,,L1,3600",
            "import", "grid,,W,import,,L1,3600",
            "battery", "battery,,W,battery,,L1,3600");

    /** A home with panels of 5 kW, loads of 1 kW, and a battery; whichever two of its three other powers are wired. */
    @ParameterizedTest(name = "panels {0} W, loads {1} W, battery {2} W")
    @CsvSource({
        // panels, loads, battery, then what the market sees: production and consumption
        "5000, 1000, 4000, 1000, 1000",
        "5000, 1000, 2500, 2500, 1000",
        "0, 1000, -1000, 1000, 1000",
        "0, 1000, -3000, 3000, 1000",
        "0, 1000, 3000, 0, 4000",
        "500, 1000, 3000, 0, 3500",
        "5000, 1000, 0, 5000, 1000"
    })
    void the_battery_is_kept_apart(long panels, long loads, long battery, long production, long consumption) {
        long border = loads + battery - panels;
        assertThat(read(Map.of("pv", panels, "grid", border, "battery", battery), "production", "import", "battery"))
                .containsExactly(production, consumption);
        assertThat(read(
                        Map.of("pv", panels, "loads", loads, "battery", battery),
                        "production",
                        "consumption",
                        "battery"))
                .containsExactly(production, consumption);
        assertThat(read(Map.of("loads", loads, "grid", border, "battery", battery), "consumption", "import", "battery"))
                .containsExactly(production, consumption);
    }

    /** The split is known within the noise of the meters; what is traded is exact. */
    @Property
    void what_crosses_the_border_is_what_is_traded(
            @ForAll @LongRange(min = 0, max = 20_000) long panels,
            @ForAll @LongRange(min = 0, max = 20_000) long loads,
            @ForAll @LongRange(min = -10_000, max = 10_000) long battery) {
        long border = loads + battery - panels;
        for (List<Long> seen : List.of(
                read(Map.of("pv", panels, "grid", border, "battery", battery), "production", "import", "battery"),
                read(Map.of("loads", loads, "grid", border, "battery", battery), "consumption", "import", "battery"),
                read(
                        Map.of("pv", panels, "loads", loads, "battery", battery),
                        "production",
                        "consumption",
                        "battery"))) {
            assertThat(seen.get(1) - seen.get(0)).isEqualTo(border);
        }
    }

    @Test
    void import_alone_needs_no_battery() {
        assertThat(read(Map.of("grid", -700L), "import", "battery")).containsExactly(700L, 0L);
    }

    @Test
    void a_battery_that_has_not_told_leaves_the_home_unknown() {
        assertThat(messages(
                        Map.of("pv", 5_000L, "grid", -1_000L),
                        Duration.ofSeconds(10),
                        "production",
                        "import",
                        "battery"))
                .isEmpty();
    }

    @Test
    void a_battery_alone_is_no_home() {
        assertThat(messages(Map.of("battery", 2_000L), Duration.ofSeconds(10), "battery"))
                .isEmpty();
    }

    @Test
    void a_battery_that_is_wired_the_wrong_way_round_shows() {
        // panels of 1 kW fill a battery with 3 kW, two of them from the grid; the battery's sign is turned round
        assertThat(messages(
                        Map.of("loads", 500L, "grid", 2_500L, "battery", -3_000L),
                        Duration.ofSeconds(10),
                        "consumption",
                        "import",
                        "battery"))
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("it draws and releases 5500 W and uses only 500 W"));
    }

    /** The register of the panels counts what they give, not what the battery leaves of it. */
    @Test
    void a_production_register_agrees_beside_a_battery() {
        var table = Tables.of(
                ROWS.get("production"),
                ROWS.get("import"),
                ROWS.get("battery"),
                "counter,,Wh,production register,,L1,3600");
        var wiring = new Wiring(table, NOON);
        List<WiredMessage> messages = new ArrayList<>();
        for (int minute = 0; minute <= 130; minute++) {
            var at = NOON.plusSeconds(60L * minute);
            for (Map.Entry<String, Long> value : Map.of(
                            "pv", 5_000L, "grid", 0L, "battery", 4_000L, "counter", 5_000L * minute / 60)
                    .entrySet()) {
                messages.addAll(
                        wiring.take(value.getKey(), value.getValue().toString().getBytes(UTF_8), at));
            }
        }
        assertThat(messages).isNotEmpty().noneMatch(Refused.class::isInstance);
    }

    /** Production and consumption in W. */
    private static List<Long> read(Map<String, Long> values, String... tells) {
        return messages(values, Duration.ofSeconds(10), tells).stream()
                .map(message -> ((Measured) message).reading())
                .flatMap(HomeBatteryTest::watts)
                .toList();
    }

    private static Stream<Long> watts(MeterReading reading) {
        return Stream.of(
                reading.production().milliwatts() / 1_000, reading.consumption().milliwatts() / 1_000);
    }

    private static List<WiredMessage> messages(Map<String, Long> values, Duration time, String... tells) {
        var wiring = new Wiring(Tables.of(Stream.of(tells).map(ROWS::get).toArray(String[]::new)), NOON);
        List<WiredMessage> messages = new ArrayList<>();
        values.forEach((topic, value) ->
                messages.addAll(wiring.take(topic, value.toString().getBytes(UTF_8), NOON)));
        messages.addAll(wiring.upTo(NOON.plus(time)));
        return messages;
    }
}
