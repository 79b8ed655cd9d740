package ems.processes.roster;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import ems.market.party.ElectricVehicle;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridMembers;
import ems.market.party.LeastPower;
import ems.market.party.Party;
import ems.market.party.PlugPower;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.Power;
import ems.market.record.MembershipOrder.Change;
import ems.processes.roster.MemberOrder.State;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** An order counts once the journal has it, and from the border that follows from the period which carries it. */
class GridRosterTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");
    private static final MatchingPeriod NOON = new MatchingPeriod(Instant.parse("2026-06-21T12:00:00Z"));
    private static final GridMembers FIRST =
            new GridMembers(List.of(L1), List.of(car(EV1)), TradingPartners.own(Map.of(L1, EV1)));

    private final GridRoster roster = new GridRoster(FIRST, Map.of(), Map.of(), List.of());

    private static ElectricVehicle car(VehicleId id) {
        return new ElectricVehicle(id, Energy.ofKilowattHours("60"), Energy.ZERO, Optional.empty());
    }

    private static MatchingPeriod after(int periods) {
        return MemberOrder.later(NOON, periods);
    }

    private static MemberOrder order(long trail, Party party, Change change) {
        var profile = party instanceof VehicleId vehicle
                ? MemberProfile.of(car(vehicle), new EnergyInventory(Energy.ZERO, Money.ZERO))
                : MemberProfile.ofHome(Optional.empty());
        return new MemberOrder(
                trail,
                new GridId("home"),
                party,
                change,
                NOON,
                MemberOrder.earliest(change, NOON),
                Optional.empty(),
                false,
                change == Change.ENROL ? Optional.of(profile) : Optional.empty(),
                Optional.empty(),
                State.ORDERED);
    }

    @Test
    void whoJoinsIsHeardFromTheOrderOnAndTradesTwoPeriodsAfterTheOneThatCarriesIt() {
        var order = order(1, EV2, Change.ENROL);
        roster.put(order);
        assertThat(roster.due(NOON)).isEmpty();
        assertThat(roster.due(after(1))).containsExactly(order);
        assertThat(roster.heardIn(NOON).contains(EV2)).isTrue();
        assertThat(roster.in(after(9)).contains(EV2)).isFalse();
        roster.put(order.in(after(1), State.RECORDED));
        assertThat(roster.due(after(1))).isEmpty();
        assertThat(roster.in(after(2)).contains(EV2)).isFalse();
        assertThat(roster.in(after(3)).contains(EV2)).isTrue();
    }

    @Test
    void whoLeavesIsOutOfThePeriodAfterTheOneThatCarriesItAndStaysAPartner() {
        roster.put(order(1, EV1, Change.REVOKE).in(after(1), State.RECORDED));
        assertThat(roster.in(after(1))).isEqualTo(FIRST);
        assertThat(roster.in(after(2)).vehicles()).isEmpty();
        assertThat(roster.in(after(2)).former()).isEqualTo(Set.of(EV1));
        assertThat(roster.in(after(2)).partners()).isEqualTo(FIRST.partners());
        assertThat(roster.heardIn(after(1)).contains(EV1)).isTrue();
        assertThat(roster.heardIn(after(2)).contains(EV1)).isFalse();
    }

    @Test
    void aHomeIsPrivateFromThePeriodAfterTheOneThatCarriesItAndMeteredAgainLikewise() {
        roster.put(order(1, L1, Change.PRIVATE));
        assertThat(roster.isPrivate(L1, after(9))).isFalse();
        roster.put(order(1, L1, Change.PRIVATE).in(after(1), State.RECORDED));
        assertThat(roster.isPrivate(L1, after(1))).isFalse();
        assertThat(roster.isPrivate(L1, after(2))).isTrue();
        assertThat(roster.isPrivate(L2, after(2))).isFalse();
        roster.put(order(2, L1, Change.METERED).in(after(5), State.RECORDED));
        assertThat(roster.isPrivate(L1, after(5))).isTrue();
        assertThat(roster.isPrivate(L1, after(6))).isFalse();
        assertThat(roster.in(after(6))).as("nobody came or went").isEqualTo(FIRST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> order(3, EV1, Change.PRIVATE))
                .withMessageContaining("vehicle:EV1 is no home");
    }

    @Test
    void whoComesBackIsAMemberAgain() {
        roster.put(order(1, EV1, Change.REVOKE).in(after(1), State.RECORDED));
        roster.put(order(2, EV1, Change.ENROL).in(after(5), State.RECORDED));
        assertThat(roster.in(after(6)).contains(EV1)).isFalse();
        assertThat(roster.in(after(7)).contains(EV1)).isTrue();
        assertThat(roster.in(after(7)).former()).isEmpty();
    }

    @Test
    void whoComesBackAsItsRevocationIsRecordedIsHeardAsSoonAsItLeft() {
        roster.put(order(1, EV1, Change.REVOKE).in(after(0), State.RECORDED));
        roster.put(order(2, EV1, Change.ENROL));
        assertThat(roster.heardIn(after(0)).contains(EV1)).isTrue();
        assertThat(roster.heardIn(after(1)).contains(EV1)).isTrue();
        assertThat(roster.heardIn(after(5)).contains(EV1)).isTrue();
        assertThat(roster.in(after(1)).contains(EV1)).isFalse();
        roster.put(order(2, EV1, Change.ENROL).in(after(2), State.RECORDED));
        assertThat(roster.in(after(4)).contains(EV1)).isTrue();
        assertThat(roster.heardIn(after(4)).contains(EV1)).isTrue();
        roster.put(order(3, EV1, Change.REVOKE).in(after(6), State.RECORDED));
        assertThat(roster.heardIn(after(7)).contains(EV1)).isFalse();
    }

    @Test
    void anOrderThatDidNotFitChangesNothing() {
        roster.put(order(1, L2, Change.ENROL).in(after(1), State.REFUSED));
        assertThat(roster.in(after(9))).isEqualTo(FIRST);
        assertThat(roster.heardIn(after(9))).isEqualTo(FIRST);
        assertThat(roster.due(after(9))).isEmpty();
    }

    @Test
    void aCarMovesWhatTheChargerBearsWhereItStands() {
        var plug = new PlugPower(
                new LeastPower(new Power(1_380_000), Power.ZERO), Optional.of(new Power(3_680_000)), false);
        var atChargers = new GridRoster(FIRST, Map.of(), Map.of(EV1, plug, EV2, plug), List.of());
        assertThat(atChargers.in(NOON).vehicles())
                .containsExactly(new ElectricVehicle(EV1, Energy.ofKilowattHours("60"), Energy.ZERO, plug));
        atChargers.put(order(1, EV2, Change.ENROL).in(after(1), State.RECORDED));
        assertThat(atChargers.in(after(3)).vehicles())
                .extracting(ElectricVehicle::plug)
                .containsExactly(plug, plug);
        assertThat(atChargers.atCharger(new VehicleId("EV3"))).isEqualTo(PlugPower.ANY);
    }

    @Test
    void everybodyIsListedByAccount() {
        roster.put(order(1, L2, Change.ENROL));
        roster.put(order(2, EV1, Change.REVOKE).in(after(1), State.RECORDED));
        assertThat(roster.everybody()).containsExactly(L1, L2, EV1);
    }
}
