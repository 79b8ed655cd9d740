package ems.market.party;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.quantity.Energy;
import ems.market.quantity.Percentage;

import static org.assertj.core.api.Assertions.assertThat;

class OperableWindowTest {

    private static final Energy FLOOR = new Energy(200);
    private static final Energy CEILING = new Energy(800);
    private static final OperableWindow WINDOW = new OperableWindow(FLOOR, CEILING);
    private static final Energy CAPACITY = Energy.ofKilowattHours("79.5");

    @Test
    void thePapersWindowWithTheReserveOnTopOfTheFloor() {
        var window = windowWithReserve("39.35");
        assertThat(window.floor()).isEqualTo(Energy.ofKilowattHours("55.25"));
        assertThat(window.ceiling()).isEqualTo(Energy.ofKilowattHours("63.6"));
        assertThat(window.available(Energy.ofKilowattHours("63.6"))).isEqualTo(Energy.ofKilowattHours("8.35"));
    }

    @Test
    void nothingIsAvailableAtOrBelowTheFloor() {
        assertThat(WINDOW.available(new Energy(199))).isEqualTo(Energy.ZERO);
        assertThat(WINDOW.available(FLOOR)).isEqualTo(Energy.ZERO);
        assertThat(WINDOW.available(new Energy(201))).isEqualTo(new Energy(1));
    }

    @Test
    void thereIsNoRoomAtOrAboveTheCeiling() {
        assertThat(WINDOW.room(new Energy(799))).isEqualTo(new Energy(1));
        assertThat(WINDOW.room(CEILING)).isEqualTo(Energy.ZERO);
        assertThat(WINDOW.room(new Energy(801))).isEqualTo(Energy.ZERO);
    }

    @Test
    void anEvAboveItsCeilingMayRelease() {
        assertThat(WINDOW.available(new Energy(900))).isEqualTo(new Energy(700));
    }

    @Test
    void aFloorAboveTheCeilingIsAnEmptyWindow() {
        assertThat(windowWithReserve("47.7").isEmpty()).isFalse();
        assertThat(windowWithReserve("47.700000001").isEmpty()).isTrue();
    }

    private static OperableWindow windowWithReserve(String kilowattHours) {
        var vehicle = new ElectricVehicle(
                new VehicleId("EV1"), CAPACITY, Energy.ofKilowattHours(kilowattHours), Optional.empty());
        return OperableWindow.of(vehicle, Percentage.of(20), Percentage.of(80));
    }
}
