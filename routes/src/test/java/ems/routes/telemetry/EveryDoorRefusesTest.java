package ems.routes.telemetry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.telemetry.DeadLetter;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.routes.Doors;
import ems.routes.Grid;

import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static ems.routes.Grid.Z0;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** The same refusals, whoever sends; {@link HttpDoorTest} has those of the network. */
class EveryDoorRefusesTest {

    private static final MeterReading TRUE = Grid.reading(L1, NOON);
    private static final MeterReading FUTURE = Grid.reading(L1, NOON.plusSeconds(60));
    private static final MeterReading LATE = Grid.reading(Z0, NOON.minus(Duration.ofDays(32)));
    private static final VehicleStatus OVERFULL =
            new VehicleStatus(Grid.EV1, NOON, true, Energy.ZERO, Optional.of(Energy.ofKilowattHours("81")));
    private static final VehicleStatus UNKNOWN =
            new VehicleStatus(new VehicleId("EV9"), NOON, true, Energy.ZERO, Optional.empty());

    private final Doors doors = new Doors().closedToHttp();

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void aMessageSentToTheParseRoutes() {
        doors.start();
        var readings = send(MeterReadingsRoute.PARSED, ReadingMessages.json(List.of(TRUE, FUTURE, LATE, TRUE)));
        assertThat(readings.accepted()).isEqualTo(1);
        assertThat(readings.repeated()).isEqualTo(1);
        assertThat(readings.refused()).isEqualTo(2);
        var reports = send(VehicleStatusRoute.PARSED, StatusMessages.json(List.of(OVERFULL, UNKNOWN)));
        assertThat(reports.refused()).isEqualTo(2);
        assertRefusals("somewhere");
    }

    @Test
    void theDemonstrationFleet() {
        DemoMeters meters = sampleStart -> List.of(new DemoMeters.Messages(
                Grid.ID, List.of(TRUE, FUTURE, LATE, TRUE), List.of(OVERFULL, UNKNOWN), List.of()));
        doors.start(new DemoFleetRoute(doors.grids, meters, doors.clock));
        doors.camel.createProducerTemplate().sendBody(DemoFleetRoute.SEND, null);
        assertRefusals(DemoFleetRoute.DOOR);
    }

    private void assertRefusals(String door) {
        assertThat(doors.telemetry.sample(L1, NOON)).isPresent();
        assertThat(doors.letters.count()).isEqualTo(4);
        assertThat(doors.letters.latest(10)).extracting(DeadLetter::door).containsOnly(door);
        assertThat(doors.letters.latest(10)).extracting(DeadLetter::receivedAt).containsOnly(NOON);
        assertThat(doors.reasons())
                .satisfiesExactly(
                        unknown -> assertThat(unknown).contains("vehicle 'EV9' is not a member"),
                        overfull -> assertThat(overfull).contains("81.000000000 kWh is above the battery's capacity"),
                        late -> assertThat(late).startsWith("late"),
                        future -> assertThat(future).startsWith("in the future"));
        assertThat(doors.letters.latest(1).get(0).text()).startsWith("{\"vehicle\":\"EV9\"");
    }

    @Test
    void readingsComeInInWhateverOrder() {
        doors.start();
        doors.clock.advance(Duration.ofSeconds(30));
        send(MeterReadingsRoute.PARSED, ReadingMessages.json(List.of(Grid.reading(L1, NOON.plusSeconds(20)))));
        var back = send(MeterReadingsRoute.PARSED, ReadingMessages.json(List.of(TRUE)));
        assertThat(back.accepted()).isEqualTo(1);
        assertThat(doors.telemetry.sample(L1, NOON)).isPresent();
    }

    private IntakeReport send(String route, String json) {
        var grid = doors.grids.find(Grid.ID).orElseThrow();
        var message = new IncomingMessage("somewhere", grid, doors.clock.instant(), json.getBytes(UTF_8));
        return doors.camel.createProducerTemplate().requestBody(route, message, IntakeReport.class);
    }
}
