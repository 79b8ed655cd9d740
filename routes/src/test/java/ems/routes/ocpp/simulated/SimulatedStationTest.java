package ems.routes.ocpp.simulated;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.party.PeriodKey;
import ems.market.period.SetPoint;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Power;
import ems.market.record.Flow;
import ems.market.telemetry.VehicleStatus;
import ems.routes.Grid;
import ems.routes.ocpp.session.Stations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/** At the market's own central system, over a real socket: the car is seen, metered, and moves what it is asked to. */
class SimulatedStationTest {

    private static final Energy CAPACITY = Energy.ofKilowattHours("80");
    private static final PeriodKey PERIOD = new PeriodKey(Grid.ID, new MatchingPeriod(Grid.NOON));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Stations stations = Stations.discharging();
    private final List<BatteryState> kept = new ArrayList<>();
    private boolean there = true;
    private SimulatedStation station;

    @BeforeEach
    void switchOn() {
        station = station(Stations.PASSWORD);
    }

    private SimulatedStation station(String password) {
        var car = new SimulatedCar() {
            @Override
            public boolean isPluggedIn(Instant at) {
                return there;
            }

            @Override
            public Energy driven(Instant from, Instant to) {
                return Energy.ZERO;
            }
        };
        return new SimulatedStation(
                stations.vertx,
                URI.create("ws://127.0.0.1:" + stations.central.port() + "/ocpp/"),
                "CP1",
                password,
                car,
                CAPACITY,
                Power.ofKilowatts(new BigDecimal("3.7")),
                BatteryState.holding(Energy.ofKilowattHours("40")),
                kept::add,
                Grid.NOON);
    }

    @AfterEach
    void close() throws Exception {
        station.close();
        stations.close();
    }

    private String round(int second) throws IOException, InterruptedException {
        stations.clock.set(Grid.NOON.plusSeconds(second));
        return station.round(stations.clock.instant());
    }

    /** Orders come while nobody waits for them. */
    private void awaitLimit(String kilowatts) {
        var now = stations.clock.instant();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!station.limit(now).toPlainString().equals(kilowatts)) {
            assertThat(System.nanoTime() - end)
                    .as("no order for " + kilowatts + " kW, but " + station.limit(now))
                    .isNegative();
            Thread.onSpinWait();
        }
    }

    @Test
    void theCarIsSeenAndChargesAsItsOwnerWishesWhileTheMarketIsSilent() throws Exception {
        round(0);
        awaitLimit("2.300");
        assertThat(round(10)).isEqualTo("the car holds 50.0 %, and the limit is 2.300 kW");
        assertThat(stations.statuses())
                .extracting(VehicleStatus::pluggedIn)
                .isNotEmpty()
                .containsOnly(true);
        var before = station.battery();
        round(20);
        assertThat(station.battery().charged().minus(before.charged()))
                .as("ten seconds of it")
                .isEqualTo(Energy.of(Power.ofKilowatts(new BigDecimal("2.3")), MatchingPeriod.SAMPLE));
        assertThat(kept).contains(station.battery());
    }

    @Test
    void itGivesWhatTheMarketAsksFor() throws Exception {
        round(0);
        stations.controls.control(
                PERIOD, List.of(new SetPoint(Grid.EV1, Flow.RELEASED, Energy.ofKilowattHours("0.05"))));
        awaitLimit("-3.000");
        var before = station.battery();
        assertThat(round(10)).isEqualTo("the car holds 49.9 %, and the limit is -3.000 kW");
        assertThat(station.battery().discharged()).isGreaterThan(before.discharged());
        assertThat(station.battery().stored()).isLessThan(before.stored());
        assertThat(station.battery().charged()).isEqualTo(before.charged());
    }

    @Test
    void aCarThatLeavesIsGoneAndComesBack() throws Exception {
        round(0);
        round(10);
        there = false;
        assertThat(round(20)).isEqualTo("the car is away");
        assertThat(stations.statuses().get(stations.statuses().size() - 1).pluggedIn())
                .isFalse();
        there = true;
        round(30);
        assertThat(stations.statuses().get(stations.statuses().size() - 1).pluggedIn())
                .isTrue();
    }

    @Test
    void aCarThatLeftWhileNobodyHeardItMovesNothing() throws Exception {
        round(0);
        awaitLimit("2.300");
        round(10);
        var before = station.battery();
        there = false;
        round(20);
        assertThat(station.battery()).isEqualTo(before);
    }

    @Test
    void aWrongPasswordIsSaid() {
        assertThatIOException()
                .isThrownBy(() -> station("a long password of nobody").round(Grid.NOON))
                .withMessageContaining("401");
    }

    @Test
    void aBatteryHoldsNoMoreThanItsCapacityAndGivesNoMoreThanItHolds() {
        var full = BatteryState.holding(Energy.ofKilowattHours("79")).charge(Energy.ofKilowattHours("5"), CAPACITY);
        assertThat(full.stored()).isEqualTo(CAPACITY);
        assertThat(full.charged()).isEqualTo(Energy.ofKilowattHours("1"));
        var empty = full.discharge(Energy.ofKilowattHours("100"));
        assertThat(empty.stored()).isEqualTo(Energy.ZERO);
        assertThat(empty.discharged()).isEqualTo(CAPACITY);
        assertThat(full.drive(Energy.ofKilowattHours("100")).discharged())
                .as("the road is not the charger")
                .isEqualTo(Energy.ZERO);
        assertThat(BatteryState.parse(empty.text() + "\n")).isEqualTo(empty);
    }
}
