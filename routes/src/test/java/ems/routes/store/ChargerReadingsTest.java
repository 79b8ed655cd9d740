package ems.routes.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.telemetry.ChargedEnergy;
import ems.market.telemetry.ChargerReadings;
import ems.market.telemetry.RegisterReading;
import ems.market.telemetry.SignedRecords;
import ems.routes.Database;
import ems.routes.Grid;
import ems.routes.ocpp.session.ChargingStore.Kept;

import static org.assertj.core.api.Assertions.assertThat;

/** Both stores answer alike. */
class ChargerReadingsTest {

    private static final VehicleId OTHER = new VehicleId("EV2");
    private static final MatchingPeriod PERIOD = new MatchingPeriod(Grid.NOON);

    /** Makes a store that holds these readings. */
    private interface Filled extends Function<List<RegisterReading>, ChargerReadings> {}

    static Stream<Filled> stores() {
        return Stream.of(ChargerReadingsTest::inMemory, ChargerReadingsTest::inDatabase);
    }

    private static ChargerReadings inMemory(List<RegisterReading> readings) {
        var store = new MemoryChargerReadings();
        readings.forEach(store::accept);
        return store;
    }

    private static ChargerReadings inDatabase(List<RegisterReading> readings) {
        var source = Database.inMemory();
        try (var store = new JdbcCharging(source, Duration.ofSeconds(2))) {
            store.keep(readings.stream()
                            .map(reading -> new Kept(Grid.ID, reading, Grid.NOON, false))
                            .toList())
                    .toCompletableFuture()
                    .join();
        }
        return new JdbcChargerReadings(source, Grid.ID, SignedRecords.NONE);
    }

    private static RegisterReading reading(VehicleId vehicle, Instant at, long stored, long released) {
        return new RegisterReading(vehicle, at, Optional.of(new Energy(stored)), Optional.of(new Energy(released)));
    }

    private static ChargedEnergy moved(long stored, long released) {
        return new ChargedEnergy(Optional.of(new Energy(stored)), Optional.of(new Energy(released)));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aSampleIsWhatTheRegistersCounted(Filled filled) {
        var store = filled.apply(List.of(
                reading(Grid.EV1, Grid.NOON.minusSeconds(10), 100, 5),
                reading(Grid.EV1, Grid.NOON.plusSeconds(10), 300, 5),
                reading(OTHER, Grid.NOON.plusSeconds(5), 0, 0)));
        assertThat(store.sample(Grid.EV1, Grid.NOON)).isEqualTo(moved(100, 0));
        assertThat(store.sample(OTHER, Grid.NOON)).isEqualTo(ChargedEnergy.UNKNOWN);
        assertThat(store.sample(new VehicleId("EV3"), Grid.NOON)).isEqualTo(ChargedEnergy.UNKNOWN);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void readingsAQuarterOfAnHourApartAreFoundFromBothSides(Filled filled) {
        var store = filled.apply(List.of(
                reading(Grid.EV1, Grid.NOON.minusSeconds(890), 0, 0),
                reading(Grid.EV1, Grid.NOON.plusSeconds(10), 90, 900)));
        assertThat(store.sample(Grid.EV1, Grid.NOON)).isEqualTo(moved(1, 10));
        assertThat(store.sample(Grid.EV1, Grid.NOON.minusSeconds(890))).isEqualTo(moved(1, 10));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void ofAnInstantTheFirstReadingStays(Filled filled) {
        var store = filled.apply(List.of(
                reading(Grid.EV1, Grid.NOON, 100, 0),
                reading(Grid.EV1, Grid.NOON, 150, 0),
                reading(Grid.EV1, Grid.NOON.plusSeconds(10), 200, 7)));
        assertThat(store.sample(Grid.EV1, Grid.NOON)).isEqualTo(moved(100, 7));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aPeriodThatIsFetchedTogetherIsTheSame(Filled filled) {
        var store = filled.apply(List.of(
                reading(Grid.EV1, Grid.NOON.minusSeconds(3), 17, 0),
                reading(Grid.EV1, Grid.NOON.plusSeconds(33), 370_000, 9),
                reading(Grid.EV1, Grid.NOON.plusSeconds(71), 370_001, 1_000)));
        var fetched = store.during(PERIOD, List.of(Grid.EV1));
        for (int sample = -1; sample <= MatchingPeriod.SAMPLES; sample++) {
            var start = Grid.NOON.plusSeconds(10L * sample);
            assertThat(fetched.sample(Grid.EV1, start)).isEqualTo(store.sample(Grid.EV1, start));
        }
        assertThat(fetched.sample(Grid.EV1, PERIOD.start())).isNotEqualTo(ChargedEnergy.UNKNOWN);
        assertThat(fetched.sample(OTHER, PERIOD.start())).isEqualTo(ChargedEnergy.UNKNOWN);
    }
}
