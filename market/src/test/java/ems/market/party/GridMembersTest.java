package ems.market.party;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class GridMembersTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId Z0 = new ProsumerId("Z0");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");
    private static final List<ElectricVehicle> CARS = List.of(PaperGrid.car(EV1), PaperGrid.car(EV2));

    @Test
    void everyoneTradesWithEveryone() {
        var members = GridMembers.everyoneWithEveryone(List.of(L1, Z0), CARS);
        assertThat(members.partners().mayTrade(L1, EV1)).isTrue();
        assertThat(members.partners().mayTrade(Z0, EV2)).isTrue();
    }

    @Test
    void aProsumerWithItsOwnEvTradesWithNoOther() {
        var members = new GridMembers(List.of(L1, Z0), CARS, TradingPartners.own(Map.of(L1, EV1, Z0, EV2)));
        assertThat(members.partners().mayTrade(L1, EV1)).isTrue();
        assertThat(members.partners().mayTrade(L1, EV2)).isFalse();
        assertThat(members.partners().mayTrade(Z0, EV1)).isFalse();
    }

    @Test
    void aProsumerWithoutItsOwnEvTradesWithAll() {
        var members = new GridMembers(List.of(L1, Z0), CARS, TradingPartners.own(Map.of(L1, EV1)));
        assertThat(members.partners().mayTrade(Z0, EV1)).isTrue();
        assertThat(members.partners().mayTrade(Z0, EV2)).isTrue();
    }

    @Test
    void nobodyIsAMemberTwice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GridMembers.everyoneWithEveryone(List.of(L1, L1), List.of()))
                .withMessage("prosumer:L1 is a member twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        GridMembers.everyoneWithEveryone(List.of(), List.of(PaperGrid.car(EV1), PaperGrid.car(EV1))))
                .withMessage("vehicle:EV1 is a member twice");
    }

    @Test
    void homesAndEvsAreMembersAndNobodyElseIs() {
        var members = GridMembers.everyoneWithEveryone(List.of(L1), List.of(PaperGrid.car(EV1)));
        assertThat(members.contains(L1)).isTrue();
        assertThat(members.contains(EV1)).isTrue();
        assertThat(members.contains(Z0)).isFalse();
        assertThat(members.contains(EV2)).isFalse();
        assertThat(members.contains(new VehicleId("L1"))).isFalse();
    }

    @Test
    void aProsumerAndAnEvMayShareAName() {
        var members = GridMembers.everyoneWithEveryone(
                List.of(new ProsumerId("same")), List.of(PaperGrid.car(new VehicleId("same"))));
        assertThat(members.prosumers()).hasSize(1);
    }

    @Test
    void onlyMembersOwnAndAreOwned() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GridMembers(List.of(Z0), CARS, TradingPartners.own(Map.of(L1, EV1))))
                .withMessageContaining("prosumer:L1");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new GridMembers(List.of(L1), CARS, TradingPartners.own(Map.of(L1, new VehicleId("EV9")))))
                .withMessageContaining("vehicle:EV9");
    }
}
