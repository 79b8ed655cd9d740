package ems.market.period;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.fixture.ArrivalOrder;
import ems.market.fixture.PaperGrid;
import ems.market.fixture.PaperRules;
import ems.market.party.ElectricVehicle;
import ems.market.party.LeastPower;
import ems.market.party.OperableWindow;
import ems.market.party.PlugPower;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Percentage;
import ems.market.quantity.Power;
import ems.market.record.PeriodRecord;
import ems.market.record.Permission;
import ems.market.record.Rejection;
import ems.market.record.Revocation;
import ems.market.record.Step;
import ems.market.record.VehicleBid;
import ems.market.rule.WindowLimits;

import static ems.market.fixture.PaperGrid.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class VerifyingAndLimitingTest {

    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");
    private static final Energy HELD = Energy.ofKilowattHours("50");

    @Test
    void anEvWithoutAnEarlierBidMayStoreOnly() {
        var grid = gridOf(PaperGrid.car(EV1));
        assertThat(bid(verify(grid, 0)))
                .isEqualTo(new VehicleBid(
                        EV1,
                        bid(verify(grid, 0)).inventory(),
                        new OperableWindow(Energy.ofKilowattHours("15.9"), Energy.ofKilowattHours("63.6")),
                        new Permission(true, false),
                        Optional.empty()));
    }

    @Test
    void anEarlierBidThatTheLedgerProvesLetsItSell() {
        var grid = gridOf(PaperGrid.car(EV1));
        verify(grid, 0);
        assertThat(bid(verify(grid, 1)).permission().mayRelease()).isFalse();
        grid.market().perform(Task.ANCHOR, period(0));
        assertThat(bid(verify(grid, 2)).permission().mayRelease()).isTrue();
    }

    @Test
    void aRevokedEvIsRefused() {
        var grid = gridOf(PaperGrid.car(EV1));
        grid.journal().once(period(0), Step.ABANDON, blank -> List.of(new Revocation(EV1, "stolen")));
        grid.ledger().seal(grid.journal().read(period(0)));
        assertRefused(verify(grid, 1), "participation", "revoked");
    }

    @Test
    void anEvThatIsAwayIsRefused() {
        var grid = PaperGrid.of(List.of(), PaperGrid.car(EV1)).opened(HELD);
        grid.reported(EV1, period(0).period().start(), false, Energy.ZERO, Optional.empty());
        assertRefused(verify(grid, 0), "soc-limits", "not plugged in");
    }

    @Test
    void participationSpeaksBeforeLimits() {
        var grid = gridOf(PaperGrid.car(EV1));
        grid.rules().permitting(question -> PaperRules.refused("participation", "no"));
        grid.rules().limiting(question -> PaperRules.refused("soc-limits", "no"));
        assertRefused(verify(grid, 0), "participation", "no");
    }

    @Test
    void anEmptyWindowIsRefusedWithBothBounds() {
        var grid = gridOf(carWithReserve("47.8"));
        assertRefused(
                verify(grid, 0), "market", "empty window: floor 63.700000000 kWh is above ceiling 63.600000000 kWh");
    }

    @Test
    void aWindowOfNoWidthIsNotEmpty() {
        assertThat(verify(gridOf(carWithReserve("47.7")), 0).all(VehicleBid.class))
                .hasSize(1);
    }

    @Test
    void anEvThatMayNeitherStoreNorReleaseIsRefused() {
        var grid = gridOf(PaperGrid.car(EV1));
        allow(grid, new Permission(false, false));
        assertRefused(verify(grid, 0), "market", "participation allows neither direction");
    }

    @Test
    void aBidNamesWhatMayMoveAtThePlug() {
        var plug = new PlugPower(
                new LeastPower(new Power(1_380_000), Power.ZERO), Optional.of(new Power(3_680_000)), false);
        var grid = gridOf(PaperGrid.car(EV1).at(plug));
        allow(grid, new Permission(true, true));
        assertThat(bid(verify(grid, 0)).plug()).isEqualTo(plug);
        assertThat(bid(verify(grid, 0)).permission()).isEqualTo(new Permission(true, false));
    }

    @Test
    void anEvAtAPlugThatLetsNothingFlowIsRefused() {
        var never = new PlugPower(
                new LeastPower(new Power(4_140_000), new Power(2_000_000)), Optional.of(new Power(2_000_000)), true);
        var grid = gridOf(PaperGrid.car(EV1).at(never));
        allow(grid, new Permission(true, false));
        assertRefused(
                verify(grid, 0),
                "market",
                "nothing flows into it, since 4.14 kW is the least that may flow, and 2 kW the most");
        allow(grid, new Permission(true, true));
        assertThat(bid(verify(grid, 1)).permission()).isEqualTo(new Permission(false, true));
    }

    @Test
    void aRefusalForThePlugNamesEachDirectionThatWasAllowed() {
        var never = new PlugPower(LeastPower.NONE, Optional.of(Power.ZERO), false);
        var grid = gridOf(PaperGrid.car(EV1).at(never));
        allow(grid, new Permission(true, true));
        assertRefused(
                verify(grid, 0),
                "market",
                "nothing flows into it, since at most 0 kW may flow; nothing flows out of it, since it may not be"
                        + " discharged");
    }

    private static void allow(PaperGrid grid, Permission permission) {
        grid.rules().permitting(question -> PaperRules.granted("participation", permission));
    }

    @Test
    void noRuleFillsABatteryBeyondItsCapacity() {
        var grid = gridOf(PaperGrid.car(EV1));
        limitCeiling(grid, new Percentage(10_000));
        assertThat(bid(verify(grid, 0)).window().ceiling()).isEqualTo(Energy.ofKilowattHours("79.5"));
        limitCeiling(grid, new Percentage(10_001));
        assertThatIllegalStateException()
                .isThrownBy(() -> verify(grid, 1))
                .withMessageContaining("capacity")
                .withMessageContaining("soc-limits");
    }

    private static void limitCeiling(PaperGrid grid, Percentage ceiling) {
        grid.rules()
                .limiting(question -> PaperRules.granted("soc-limits", new WindowLimits(Percentage.of(20), ceiling)));
    }

    @Test
    void bidsStandInOrderOfArrival() {
        var grid = gridOf(PaperGrid.car(EV1), PaperGrid.car(EV2)).with(ArrivalOrder.LAST_LISTED_FIRST);
        assertThat(verify(grid, 0).all(VehicleBid.class))
                .extracting(VehicleBid::vehicle)
                .containsExactly(EV2, EV1);
    }

    private static ElectricVehicle carWithReserve(String kilowattHours) {
        return new ElectricVehicle(
                EV1, Energy.ofKilowattHours("79.5"), Energy.ofKilowattHours(kilowattHours), Optional.empty());
    }

    private static PaperGrid gridOf(ElectricVehicle... vehicles) {
        var grid = PaperGrid.of(List.of(), vehicles).opened(HELD);
        grid.members().vehicles().forEach(vehicle -> grid.parked(vehicle.id(), period(0)));
        return grid;
    }

    private static PeriodRecord verify(PaperGrid grid, int number) {
        grid.market().perform(Task.COLLECT_BIDS, period(number));
        grid.market().perform(Task.VERIFY_AND_LIMIT, period(number));
        return grid.journal().read(period(number));
    }

    private static VehicleBid bid(PeriodRecord record) {
        return record.first(VehicleBid.class).orElseThrow();
    }

    private static void assertRefused(PeriodRecord record, String table, String reason) {
        assertThat(record.all(VehicleBid.class)).isEmpty();
        assertThat(record.all(Rejection.class)).singleElement().satisfies(no -> {
            assertThat(no.party()).isEqualTo(EV1);
            assertThat(no.rule().table()).isEqualTo(table);
            assertThat(no.reason()).isEqualTo(reason);
        });
    }
}
