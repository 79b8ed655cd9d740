package ems.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.AgentKey;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.MembershipOrder;
import ems.market.record.MembershipOrder.Change;
import ems.market.record.ProsumerBid;
import ems.market.record.Revocation;
import ems.market.record.TradingPartner;
import ems.market.record.TrailSeal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Whom a prosumer trades with is settled as it enrols: an operator cannot change it afterwards. */
class RegistryContractTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");

    private static final String KEY = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    private final RunningGrid grid = new RunningGrid();
    private MatchingPeriod next = ReplayedMarket.PERIOD;

    private GridState play(Entry... entries) {
        var after = grid.play(next, List.of(entries));
        next = next.next();
        return after;
    }

    private static Enrolment enrolled(ProsumerId prosumer) {
        return new Enrolment(prosumer, Energy.ZERO);
    }

    private static Enrolment enrolled(VehicleId vehicle) {
        return new Enrolment(vehicle, new Energy(1));
    }

    private void refused(String why, Entry... entries) {
        assertThatIllegalArgumentException().isThrownBy(() -> play(entries)).withMessageContaining(why);
    }

    private Map<ProsumerId, Set<VehicleId>> partners() {
        return grid.state().registered().partners().few();
    }

    @Test
    void partnersAreNamedInTheBlockThatEnrolsTheProsumer() {
        play(enrolled(EV1));
        play(enrolled(L1), enrolled(EV2), new TradingPartner(L1, EV1), new TradingPartner(L1, EV2));
        assertThat(partners()).isEqualTo(Map.of(L1, Set.of(EV1, EV2)));
        play(enrolled(L2), new TradingPartner(L2, EV1));
        assertThat(partners()).isEqualTo(Map.of(L1, Set.of(EV1, EV2), L2, Set.of(EV1)));
    }

    @Test
    void anOrderStandsBehindTheChangeThatItIsAbout() {
        play(enrolled(L1), new MembershipOrder(L1, Change.ENROL, 7));
        play(new AgentKey(L1, AgentKey.BIDS, KEY), new MembershipOrder(L1, Change.KEY, 8));
        play(new Revocation(L1, "sold"), new MembershipOrder(L1, Change.REVOKE, 9));
        assertThat(grid.state().registered().isRevoked(L1)).isTrue();
    }

    @Test
    void anOrderThatNothingWasDoneForIsRefused() {
        var why = "this block does not say before it what was ordered of prosumer:L1";
        refused(why, new MembershipOrder(L1, Change.ENROL, 7), enrolled(L1));
        play(enrolled(L1));
        refused(why, new MembershipOrder(L1, Change.ENROL, 7));
        refused(why, new MembershipOrder(L1, Change.KEY, 7));
        refused(why, new MembershipOrder(L1, Change.REVOKE, 7), new Revocation(L1, "sold"));
    }

    @Test
    void oneOrderStandsBehindOneChange() {
        var why = "this block does not say before it what was ordered of prosumer:L1";
        var key = new AgentKey(L1, AgentKey.BIDS, KEY);
        play(enrolled(L1), key, new MembershipOrder(L1, Change.ENROL, 7));
        refused(why, key, new MembershipOrder(L1, Change.KEY, 8), new MembershipOrder(L1, Change.KEY, 9));
        play(new Revocation(L1, "sold"));
        refused(why, enrolled(L1), new MembershipOrder(L1, Change.ENROL, 8), new MembershipOrder(L1, Change.ENROL, 9));
        refused(why, enrolled(L1), new MembershipOrder(L1, Change.KEY, 8));
        refused(why, enrolled(L1), new Revocation(L1, "sold"), new MembershipOrder(L1, Change.ENROL, 8));
    }

    @Test
    void nobodyBidsBeforeTheBlockAfterTheEnrolmentNorAfterThatOfTheRevocation() {
        var bid =
                new ProsumerBid(L1, NetEnergy.between(Energy.ZERO, new Energy(4)), "persistence", OptionalInt.empty());
        var outsider = "prosumer:L1 is not enrolled, or revoked";
        refused(outsider, bid);
        refused(outsider, enrolled(L1), bid);
        play(enrolled(L1));
        play(new Revocation(L1, "sold"), bid);
        refused(outsider, bid);
    }

    @Test
    void partnersAreNotNamedLater() {
        play(enrolled(L1), enrolled(EV1));
        refused("prosumer:L1 is not enrolled in this block", new TradingPartner(L1, EV1));
        assertThat(partners()).isEmpty();
    }

    @Test
    void strangersHaveNoPartnersAndAreNone() {
        refused("prosumer:L2 is not enrolled in this block", enrolled(L1), enrolled(EV1), new TradingPartner(L2, EV1));
        refused("vehicle:EV2 is not enrolled", enrolled(L1), enrolled(EV1), new TradingPartner(L1, EV2));
        refused(
                "vehicle:EV1 is not enrolled",
                enrolled(L1),
                enrolled(EV1),
                new Revocation(EV1, "stolen"),
                new TradingPartner(L1, EV1));
    }

    @Test
    void aPartnerIsNamedOnce() {
        var partner = new TradingPartner(L1, EV1);
        refused("vehicle:EV1 is a partner of prosumer:L1 already", enrolled(L1), enrolled(EV1), partner, partner);
    }

    @Test
    void nobodyEnrolsTwiceAndWhoIsRevokedMayComeBack() {
        play(enrolled(EV1));
        refused("vehicle:EV1 is enrolled already", enrolled(EV1));
        play(new Revocation(EV1, "stolen"));
        assertThat(grid.state().registered().isMember(EV1)).isFalse();
        assertThat(grid.state().registry().get("agent|vehicle:EV1")).contains("revoked|1");
        play(enrolled(EV1));
        assertThat(grid.state().registered().isMember(EV1)).isTrue();
    }

    @Test
    void aRevocationInTheBlockThatEnrolsWins() {
        play(enrolled(EV1), new Revocation(EV1, "mistaken"));
        assertThat(grid.state().registered().isMember(EV1)).isFalse();
    }

    @Test
    @Timeout(30)
    void theListsAreReadOnceNotForEachEntry() {
        List<Entry> entries = new ArrayList<>(List.of(enrolled(EV1)));
        for (int i = 0; i < 20_000; i++) {
            var prosumer = new ProsumerId("P" + i);
            entries.add(enrolled(prosumer));
            entries.add(new TradingPartner(prosumer, EV1));
        }
        play(entries.toArray(Entry[]::new));
        assertThat(partners()).hasSize(20_000);
        var registered = grid.state().registered();
        play();
        assertThat(grid.state().registered()).isSameAs(registered);
    }

    @Test
    void linesAreOnlyAddedToTheTrail() {
        play(enrolled(L1), trail(3));
        play(trail(4));
        refused("the trail was sealed up to its line 4 before", trail(4));
        refused("the trail was sealed up to its line 4 before", trail(3));
        refused("the trail was sealed up to its line 6 before", trail(6), trail(5));
        assertThat(grid.state().registry().get("trail")).contains("4|" + "a".repeat(64));
        play(trail(5));
    }

    private static TrailSeal trail(long line) {
        return new TrailSeal(line, "a".repeat(64));
    }
}
