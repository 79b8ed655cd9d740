package ems.routes.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.telemetry.MeterReading;
import ems.market.telemetry.VehicleStatus;
import ems.routes.Doors;
import ems.routes.Grid;

import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class DemoFleetTest {

    private final Doors doors = new Doors().closedToHttp();
    private final List<Instant> asked = new ArrayList<>();
    private int manyMeters;
    private List<String> bids = List.of();

    @BeforeEach
    void start() {
        DemoMeters meters = sampleStart -> {
            asked.add(sampleStart);
            var status = new VehicleStatus(
                    Grid.EV1, sampleStart, true, Energy.ZERO, Optional.of(Energy.ofKilowattHours("40.5")));
            var readings = manyMeters > 0 ? strangers(sampleStart) : List.of(Grid.reading(L1, sampleStart));
            return List.of(new DemoMeters.Messages(Grid.ID, readings, List.of(status), bids));
        };
        doors.start(new DemoFleetRoute(doors.grids, meters, doors.clock));
    }

    private List<MeterReading> strangers(Instant at) {
        return IntStream.range(0, manyMeters)
                .mapToObj(i -> Grid.reading(new ProsumerId("X" + i), at))
                .toList();
    }

    @AfterEach
    void close() {
        doors.close();
    }

    @Test
    void itTellsOfEachSampleOnceItHasEnded() {
        wake();
        doors.clock.advance(Duration.ofMillis(9_999));
        wake();
        assertThat(asked).containsExactly(NOON.minusSeconds(10));
        doors.clock.advance(Duration.ofMillis(1));
        wake();
        wake();
        assertThat(asked).containsExactly(NOON.minusSeconds(10), NOON);
        assertThat(doors.telemetry.metered(L1, NOON))
                .contains(Grid.reading(L1, NOON).perSample());
        assertThat(doors.telemetry.report(Grid.EV1, NOON, NOON.plusSeconds(60)).stored())
                .as("it came in after the border, and counts from there")
                .contains(Energy.ofKilowattHours("40.5"));
        assertThat(doors.letters.count()).isZero();
    }

    @Test
    void afterAStallItTellsOfTheLastMinute() {
        wake();
        doors.clock.advance(Duration.ofHours(1));
        wake();
        assertThat(asked).hasSize(1 + 6).endsWith(NOON.plusSeconds(3_590));
    }

    @Test
    void aLargeFleetSendsSeveralBodies() {
        manyMeters = 1_201;
        wake();
        assertThat(doors.letters.count()).isEqualTo(1_201);
        assertThat(doors.reasons()).allMatch(reason -> reason.contains("is not a member of the grid"));
    }

    @Test
    void itsBidsGoThroughTheDoorForBids() {
        bids = List.of("bid-1", "bid-2", "bid-2");
        wake();
        assertThat(doors.bids.taken()).containsOnlyKeys(1L, 2L).containsValue(NOON);
        assertThat(doors.reasons()).containsExactly("sequence 2 of vehicle:EV1 is not above the last accepted one, 2");
    }

    private void wake() {
        doors.camel.createProducerTemplate().sendBody(DemoFleetRoute.SEND, null);
    }
}
