package ems.market.period;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.party.EnergyInventory;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.period.MemberChange.Joining;
import ems.market.period.MemberChange.Leaving;
import ems.market.period.MemberChange.Rekeying;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;
import ems.market.record.AgentKey;
import ems.market.record.Entry;

import static ems.market.fixture.PaperGrid.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** What was ordered of members stands in the period that records it, each change with the order's number behind it. */
class ChangingMembersTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");
    private static final Energy CAPACITY = Energy.ofKilowattHours("50");
    private static final EnergyInventory HOLDS =
            EnergyInventory.boughtAt(Price.ofPencePerKilowattHour("20"), Energy.ofKilowattHours("10"));
    private static final AgentKey KEY = new AgentKey(L2, AgentKey.BIDS, "A".repeat(43));

    private final PaperGrid grid = PaperGrid.of(List.of(L1), PaperGrid.car(EV1)).opened(Energy.ofKilowattHours("50"));

    private List<String> recorded(int number) {
        return grid.journal().read(period(number)).entries().map(Entry::text).toList();
    }

    private static MemberChange enrolling(VehicleId vehicle, long trail) {
        return new Joining(vehicle, CAPACITY, HOLDS, Optional.empty(), trail);
    }

    @Test
    void aHomeAndAnEvJoinInOnePeriod() {
        var home = new Joining(L2, Energy.ZERO, HOLDS, Optional.of(KEY), 7);
        assertThat(grid.market().change(period(0), List.of(home, enrolling(EV2, 8))))
                .hasSize(2);
        assertThat(recorded(0))
                .containsExactly(
                        "enrolment|prosumer:L2|0",
                        "agent-key|prosumer:L2|EdDSA|" + KEY.publicKey(),
                        "membership-order|prosumer:L2|ENROL|7",
                        "enrolment|vehicle:EV2|180000000000",
                        "inventory|EV2|JOINED|36000000000|200000000",
                        "membership-order|vehicle:EV2|ENROL|8");
    }

    @Test
    void anEvThatWasHereGoesOnFromItsBooks() {
        grid.market().change(period(0), List.of(new Leaving(EV1, 7)));
        assertThat(recorded(0))
                .containsExactly(
                        "revocation|vehicle:EV1|revoked by an operator (trail 7)",
                        "membership-order|vehicle:EV1|REVOKE|7");
        grid.market().change(period(1), List.of(enrolling(EV1, 8)));
        assertThat(recorded(1))
                .containsExactly("enrolment|vehicle:EV1|180000000000", "membership-order|vehicle:EV1|ENROL|8");
    }

    @Test
    void aHomeMayLeaveAndAnotherKeyMaySpeakForOne() {
        grid.market().change(period(0), List.of(new Leaving(L1, 7), new Rekeying(KEY, 8)));
        assertThat(recorded(0))
                .containsExactly(
                        "revocation|prosumer:L1|revoked by an operator (trail 7)",
                        "membership-order|prosumer:L1|REVOKE|7",
                        "agent-key|prosumer:L2|EdDSA|" + KEY.publicKey(),
                        "membership-order|prosumer:L2|KEY|8");
    }

    @Test
    void aPeriodTakesItsChangesOnce() {
        grid.market().change(period(0), List.of(enrolling(EV2, 7)));
        assertThat(grid.market().change(period(0), List.of(new Leaving(EV1, 8))))
                .extracting(order -> order.trail())
                .containsExactly(7L);
    }

    @Test
    void aPeriodBeforeOneThatHasBegunTakesNone() {
        grid.parked(EV1, period(1)).market().perform(Task.COLLECT_BIDS, period(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> grid.market().change(period(0), List.of(enrolling(EV2, 7))))
                .withMessageContaining("has begun");
        assertThat(recorded(0)).isEmpty();
    }
}
