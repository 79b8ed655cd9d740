package ems.routes.telemetry;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.market.quantity.Energy;
import ems.market.telemetry.VehicleStatus;
import ems.routes.Doors;
import ems.routes.Grid;
import ems.routes.telemetry.ParsedMessage.Accepted;
import ems.routes.telemetry.ParsedMessage.Refused;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ParsingStatusesTest {

    private static final String GOOD = """
            {"vehicle":"EV1","at":"2026-03-01T12:00:00Z","plugged_in":true,"driven_kwh":1.2,"soc_percent":62.5}""";

    @Test
    void aReportIsReadExactly() {
        assertThat(accepted(GOOD))
                .isEqualTo(new VehicleStatus(
                        Grid.EV1,
                        Grid.NOON,
                        true,
                        Energy.ofKilowattHours("1.2"),
                        Optional.of(Energy.ofKilowattHours("50"))));
    }

    @Test
    void drivingAndMeasurementMayBeLeftOut() {
        var report = accepted("{\"vehicle\":\"EV1\",\"at\":\"2026-03-01T12:00:00Z\",\"plugged_in\":false}");
        assertThat(report).isEqualTo(new VehicleStatus(Grid.EV1, Grid.NOON, false, Energy.ZERO, Optional.empty()));
    }

    @Test
    void theMeasurementMayBeToldAsEnergy() {
        assertThat(accepted(GOOD.replace("\"soc_percent\":62.5", "\"stored_kwh\":50.5"))
                        .stored())
                .contains(Energy.ofKilowattHours("50.5"));
    }

    @Test
    void zeroAndAHundredPercentAreIn() {
        assertThat(accepted(GOOD.replace("62.5", "0")).stored()).contains(Energy.ZERO);
        assertThat(accepted(GOOD.replace("62.5", "100")).stored()).contains(Energy.ofKilowattHours("80"));
    }

    @Test
    void theInstantIsKeptToAMillisecond() {
        assertThat(accepted(GOOD.replace("12:00:00Z", "12:00:00.123456789Z")).at())
                .isEqualTo(Instant.parse("2026-03-01T12:00:00.123Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "soc_percent":62.5 | "soc_percent":100.01     | soc_percent 100.01 % is outside [0, 100] %
        "soc_percent":62.5 | "soc_percent":-663       | soc_percent -663 % is outside [0, 100] %
        "soc_percent":62.5 | "soc_percent":NaN        | soc_percent 'NaN' is not a number
        "soc_percent":62.5 | "soc_percent":"62.5"     | soc_percent text '62.5' is not a number
        "soc_percent":62.5 | "stored_kwh":-1          | stored_kwh: energy of -1 kWh is negative
        "soc_percent":62.5 | "soc_percent":1,"stored_kwh":1 | given twice
        "soc_percent":62.5 | "soc":62.5               | field 'soc' is unknown
        "driven_kwh":1.2   | "driven_kwh":-0.1        | driven_kwh: energy of -0.1 kWh is negative
        "driven_kwh":1.2   | "driven_wh":1200         | field 'driven_wh' is unknown
        "driven_kwh":1.2   | "driven_kwh":1e20        | driven_kwh
        true               | "yes"                    | plugged_in text 'yes' is not true or false
        true               | 1                        | plugged_in '1' is not true or false
        "plugged_in":true, | ``                       | field 'plugged_in' is missing
        EV1                | EV9                      | vehicle 'EV9' is not a member of the grid
        EV1                | E V                      | 'E V' is not a vehicle id
        """)
    void aBadFieldIsRefusedWithValueUnitAndBound(String good, String bad, String reason) {
        assertThat(outcome(GOOD.replace(good, bad)))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).contains(reason));
    }

    private static VehicleStatus accepted(String body) {
        return ((Accepted<VehicleStatus>) outcome(body)).message();
    }

    private static ParsedMessage<VehicleStatus> outcome(String body) {
        var outcomes = StatusMessages.in(
                body.getBytes(UTF_8), new Plausibility(Grid.MEMBERS, Doors.AHEAD, Doors.GRACE)::vehicle);
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0);
    }
}
