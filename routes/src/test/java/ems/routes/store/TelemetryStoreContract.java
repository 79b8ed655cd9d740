package ems.routes.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.MeteredEnergy;
import ems.market.quantity.NetEnergy;
import ems.market.telemetry.StatusHistory;
import ems.market.telemetry.TelemetryStore;
import ems.market.telemetry.VehicleReport;
import ems.market.telemetry.VehicleStatus;
import ems.routes.Grid;

import static ems.routes.Grid.EV1;
import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static ems.routes.Grid.Z0;
import static org.assertj.core.api.Assertions.assertThat;

/** What every store promises. */
abstract class TelemetryStoreContract {

    private static final MatchingPeriod PERIOD = new MatchingPeriod(NOON);

    final TelemetryStore store = newStore();

    abstract TelemetryStore newStore();

    @Test
    void aSampleIsItsReadingsNetEnergy() {
        store.accept(Grid.reading(L1, NOON, Duration.ofSeconds(10), 500, 300));
        store.accept(Grid.reading(Z0, NOON, Duration.ofSeconds(10), 0, 7));
        assertThat(store.sample(L1, NOON)).contains(new NetEnergy(NetEnergy.Direction.SURPLUS, new Energy(2_000_000)));
        assertThat(store.sample(Z0, NOON)).contains(new NetEnergy(NetEnergy.Direction.DEMAND, new Energy(70_000)));
    }

    @Test
    void bothSidesOfAHomeAreKept() {
        store.accept(Grid.reading(L1, NOON, Duration.ofSeconds(10), 500, 300));
        assertThat(store.metered(L1, NOON)).contains(new MeteredEnergy(new Energy(5_000_000), new Energy(3_000_000)));
    }

    @Test
    void someHoursAreToldPeriodByPeriod() {
        store.accept(Grid.reading(L1, NOON.minusSeconds(30), Duration.ofMinutes(3), 500, 300));
        store.accept(Grid.reading(L1, NOON.plusSeconds(240), Duration.ofSeconds(50), 500, 300));
        store.accept(Grid.reading(Z0, NOON.plusSeconds(240), Duration.ofMinutes(1), 500, 300));
        var told = store.metered(L1, PERIOD.previous(), new MatchingPeriod(NOON.plusSeconds(300)));
        assertThat(told).containsOnlyKeys(PERIOD, PERIOD.next());
        assertThat(told.get(PERIOD)).isEqualTo(new MeteredEnergy(new Energy(30_000_000), new Energy(18_000_000)));
        assertThat(told).containsEntry(PERIOD, store.metered(L1, PERIOD).orElseThrow());
    }

    @Test
    void nothingIsMadeUp() {
        assertThat(store.sample(L1, NOON)).isEmpty();
        store.accept(Grid.reading(L1, NOON));
        assertThat(store.sample(L1, NOON.minusSeconds(10))).isEmpty();
        assertThat(store.sample(L1, NOON.plusSeconds(10))).isEmpty();
        assertThat(store.sample(L1, Instant.parse("2020-01-01T00:00:00Z"))).isEmpty();
        assertThat(store.sample(Z0, NOON)).isEmpty();
    }

    @Test
    void aCoarseReadingIsHeldExactly() {
        store.accept(Grid.reading(L1, NOON, Duration.ofMinutes(15), 1_234, 1));
        var whole = Energy.ZERO;
        for (int sample = 0; sample < 90; sample++) {
            var net = store.sample(L1, NOON.plusSeconds(10L * sample)).orElseThrow();
            assertThat(net.energy().millijoules()).isEqualTo(12_330_000);
            whole = whole.plus(net.energy());
        }
        assertThat(whole.millijoules()).isEqualTo(1_233_000L * 15 * 60);
        assertThat(store.sample(L1, NOON.minusSeconds(10))).isEmpty();
        assertThat(store.sample(L1, NOON.plusSeconds(900))).isEmpty();
    }

    @Test
    void aDayIsHeldToItsLastSample() {
        store.accept(Grid.reading(L1, NOON, Duration.ofDays(1), 1, 0));
        assertThat(store.sample(L1, NOON.plusSeconds(86_390))).isPresent();
        assertThat(store.sample(L1, NOON.plusSeconds(86_400))).isEmpty();
    }

    @Test
    void aLaterFinerReadingCountsWhereItHolds() {
        store.accept(Grid.reading(L1, NOON, Duration.ofSeconds(60), 100, 0));
        store.accept(Grid.reading(L1, NOON.plusSeconds(20), Duration.ofSeconds(10), 900, 0));
        assertThat(store.sample(L1, NOON.plusSeconds(10)).orElseThrow().energy().millijoules())
                .isEqualTo(1_000_000);
        assertThat(store.sample(L1, NOON.plusSeconds(20)).orElseThrow().energy().millijoules())
                .isEqualTo(9_000_000);
        assertThat(store.sample(L1, NOON.plusSeconds(30)).orElseThrow().energy().millijoules())
                .isEqualTo(1_000_000);
    }

    @Test
    void aPeriodIsTheSumOfItsSixSamplesOrNothing() {
        for (int sample = 0; sample < 5; sample++) {
            store.accept(Grid.reading(L1, PERIOD.sampleStart(sample), Duration.ofSeconds(10), sample * 100L, 150));
        }
        assertThat(store.period(L1, PERIOD)).isEmpty();
        store.accept(Grid.reading(L1, PERIOD.sampleStart(5), Duration.ofSeconds(10), 500, 150));
        assertThat(store.period(L1, PERIOD))
                .contains(new NetEnergy(NetEnergy.Direction.SURPLUS, new Energy((1_500_000 - 6 * 150_000) * 10L)));
    }

    @Test
    void aVehicleStandsWhereItsLatestReportSaysUpToThen() {
        store.accept(Grid.status(NOON, true, "0"));
        store.accept(Grid.status(NOON.plusSeconds(30), false, "0"));
        assertThat(store.pluggedIn(EV1, NOON.minusMillis(1))).isFalse();
        assertThat(store.pluggedIn(EV1, NOON)).isTrue();
        assertThat(store.pluggedIn(EV1, NOON.plusSeconds(30).minusMillis(1))).isTrue();
        assertThat(store.pluggedIn(EV1, NOON.plusSeconds(30))).isFalse();
        assertThat(store.pluggedIn(new VehicleId("EV2"), NOON)).isFalse();
    }

    @Test
    void aReportSumsUpWhatLiesAfterTheFirstInstantAndUpToTheSecond() {
        store.accept(Grid.status(NOON, true, "1"));
        store.accept(measuring(NOON.plusSeconds(10), "2", "50"));
        store.accept(Grid.status(NOON.plusSeconds(20), false, "4"));
        store.accept(measuring(NOON.plusSeconds(30), "8", "44"));
        assertThat(store.report(EV1, NOON, NOON.plusSeconds(20)))
                .isEqualTo(new VehicleReport(
                        Optional.of(NOON.plusSeconds(20)),
                        false,
                        kilowattHours("6"),
                        Optional.of(kilowattHours("50"))));
        assertThat(store.report(EV1, NOON.minusSeconds(1), NOON.plusSeconds(30)))
                .isEqualTo(new VehicleReport(
                        Optional.of(NOON.plusSeconds(30)),
                        true,
                        kilowattHours("15"),
                        Optional.of(kilowattHours("44"))));
    }

    @Test
    void lastSeenAndPluggedInLookBackFurther() {
        store.accept(measuring(NOON, "1", "50"));
        assertThat(store.report(EV1, NOON.plusSeconds(60), NOON.plusSeconds(120)))
                .isEqualTo(new VehicleReport(Optional.of(NOON), true, Energy.ZERO, Optional.empty()));
    }

    @Test
    void aVehicleThatNeverReportedIsNotSeen() {
        var never = new VehicleReport(Optional.empty(), false, Energy.ZERO, Optional.empty());
        assertThat(store.report(EV1, NOON, NOON.plusSeconds(60))).isEqualTo(never);
        store.accept(Grid.status(NOON.plusSeconds(61), true, "1"));
        assertThat(store.report(EV1, NOON, NOON.plusSeconds(60))).isEqualTo(never);
    }

    @Test
    void aHistoryIsLedByTheLastReportThePlaceAndTheMeasurementsBefore() {
        var parked = Grid.status(NOON, true, "1");
        var gone = Grid.status(NOON.plusSeconds(40), false, "2");
        var between = Grid.status(NOON.plusSeconds(50), true, "3");
        List.of(
                        parked,
                        measuring(NOON.plusSeconds(5), "0", "52"),
                        measuring(NOON.plusSeconds(10), "0", "51"),
                        measuring(NOON.plusSeconds(20), "0", "50"),
                        Grid.status(NOON.plusSeconds(30), true, "0"),
                        gone,
                        between)
                .forEach(store::accept);
        assertThat(store.history(EV1, NOON.plusSeconds(40), NOON.plusSeconds(60)))
                .isEqualTo(new StatusHistory(
                        List.of(
                                measuring(NOON.plusSeconds(10), "0", "51"),
                                measuring(NOON.plusSeconds(20), "0", "50"),
                                Grid.status(NOON.plusSeconds(30), true, "0"),
                                gone),
                        List.of(between)));
        assertThat(store.history(EV1, NOON, NOON.plusSeconds(4)))
                .isEqualTo(new StatusHistory(List.of(parked), List.of()));
        assertThat(store.history(EV1, NOON.minusSeconds(60), NOON))
                .isEqualTo(new StatusHistory(List.of(), List.of(parked)));
        assertThat(store.history(new VehicleId("EV2"), NOON, NOON.plusSeconds(60)))
                .isEqualTo(StatusHistory.NONE);
    }

    private static VehicleStatus measuring(Instant at, String driven, String stored) {
        return new VehicleStatus(EV1, at, true, kilowattHours(driven), Optional.of(kilowattHours(stored)));
    }

    private static Energy kilowattHours(String kilowattHours) {
        return Energy.ofKilowattHours(kilowattHours);
    }
}
