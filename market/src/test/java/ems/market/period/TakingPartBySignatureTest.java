package ems.market.period;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.ledger.Identities;
import ems.market.party.OperableWindow;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.AgentKey;
import ems.market.record.PeriodRecord;
import ems.market.record.ProsumerBid;
import ems.market.record.Rejection;
import ems.market.record.SignedBid;
import ems.market.record.VehicleBid;

import static ems.market.fixture.PaperGrid.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** L1 and EV1 have a key for bids, L2 and EV2 have none. Each EV holds 50 kWh, each home has 0.06 kWh over. */
class TakingPartBySignatureTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");

    private final PaperGrid grid = PaperGrid.of(List.of(L1, L2), PaperGrid.car(EV1), PaperGrid.car(EV2))
            .opened(
                    Energy.ofKilowattHours("50"),
                    new Identities(Optional.empty(), List.of(key(L1, 'A'), key(EV1, 'A'))));

    @Test
    void aPartyWithAKeyTakesNoPartWithoutASignedBid() {
        var record = match(0);
        assertThat(record.all(ProsumerBid.class))
                .extracting(ProsumerBid::prosumer)
                .containsExactly(L2);
        assertThat(record.all(VehicleBid.class)).extracting(VehicleBid::vehicle).containsExactly(EV2);
        assertThat(record.all(Rejection.class))
                .extracting(Rejection::party, Rejection::reason)
                .containsExactly(
                        tuple(L1, "it signed no bid for this period"), tuple(EV1, "it signed no bid for this period"));
    }

    @Test
    void aSignedBidIsRecordedAndBoundsWhatItsPartyTakesAndGives() {
        var home = bid(L1, "0", "0.02");
        var car = bid(EV1, "1", "2");
        grid.with(key -> List.of(home, car));
        var record = match(0);
        assertThat(record.all(SignedBid.class)).containsExactly(home, car);
        assertThat(record.bid(L1)).map(ProsumerBid::forecast).contains(PaperGrid.surplus("0.02"));
        assertThat(record.bid(EV1))
                .map(VehicleBid::window)
                .contains(new OperableWindow(Energy.ofKilowattHours("48"), Energy.ofKilowattHours("51")));
    }

    @Test
    void aBidOfAPartyWithoutAKeyIsNotTaken() {
        grid.with(key -> List.of(bid(L2, "0", "0.02"), bid(EV2, "1", "2")));
        var record = match(0);
        assertThat(record.all(SignedBid.class)).isEmpty();
        assertThat(record.bid(L2)).map(ProsumerBid::forecast).contains(PaperGrid.surplus("0.06"));
    }

    @Test
    void aPartyWhoseRegistrationIsChangingTakesNoPartWhateverItSigned() {
        var home = bid(L1, "0", "0.02");
        grid.with(key -> List.of(home, bid(EV1, "1", "2")));
        grid.market().changeKey(period(0), key(EV1, 'B'));
        var record = match(1);
        assertThat(record.all(SignedBid.class)).containsExactly(home);
        assertThat(record.bid(EV1)).isEmpty();
        assertThat(record.rejection(EV1)).map(Rejection::reason).contains("its registration is changing");
    }

    @Test
    void aChangedPartyTakesPartOnceTheChangeIsSealed() {
        var car = bid(EV1, "1", "2");
        grid.with(key -> List.of(car));
        grid.market().changeKey(period(0), key(EV1, 'B'));
        grid.market().abandon(period(0), "missed");
        var record = match(1);
        assertThat(record.all(SignedBid.class)).containsExactly(car);
        assertThat(record.bid(EV1)).isPresent();
    }

    private PeriodRecord match(int number) {
        grid.parked(EV1, period(number)).parked(EV2, period(number));
        grid.measured(L1, period(number), PaperGrid.surplus("0.01"));
        grid.measured(L2, period(number), PaperGrid.surplus("0.01"));
        return grid.match(period(number));
    }

    private static SignedBid bid(Party party, String mostIn, String mostOut) {
        return new SignedBid(party, 1, Energy.ofKilowattHours(mostIn), Energy.ofKilowattHours(mostOut), "e.e.e");
    }

    /** A key of 32 bytes that differ by the character it repeats. */
    private static AgentKey key(Party party, char repeated) {
        return new AgentKey(party, AgentKey.BIDS, String.valueOf(repeated).repeat(42) + "A");
    }
}
