package ems.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.ledger.key.SigningKey;
import ems.ledger.token.BidToken;
import ems.ledger.token.ForecastToken;
import ems.market.party.GridId;
import ems.market.party.GridPrices;
import ems.market.party.ProsumerId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Price;
import ems.market.record.Abandonment;
import ems.market.record.AgentKey;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.ForecastRefusal;
import ems.market.record.PeriodOpened;
import ems.market.record.ProsumerBid;
import ems.market.record.SignedForecast;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What an operator might make of a forecast that a home signed, and what the contract says to that. L1 signed for 500 mJ. */
class SignedForecastContractTest {

    private static final GridId GRID = new GridId("home");
    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final SigningKey KEY = SigningKey.of(new byte[32]);
    private static final MatchingPeriod PERIOD = ReplayedMarket.PERIOD.next();
    private static final SignedForecast SIGNED = signed(PERIOD, 300);

    private final RunningGrid grid = new RunningGrid();

    @BeforeEach
    void enrol() {
        grid.play(
                ReplayedMarket.PERIOD,
                List.of(
                        new Enrolment(L1, Energy.ZERO),
                        new Enrolment(L2, Energy.ZERO),
                        new AgentKey(L1, AgentKey.BIDS, KEY.publicKey().text())));
    }

    private static SignedForecast signed(MatchingPeriod period, long millijoules) {
        var token = new ForecastToken(L1, GRID, period, NetEnergy.ofMillijoules(millijoules));
        return token.signedForecast(token.sign(KEY));
    }

    private static ProsumerBid bid(ProsumerId home, long millijoules, String forecaster) {
        return new ProsumerBid(home, NetEnergy.ofMillijoules(millijoules), forecaster, OptionalInt.empty());
    }

    private void plays(Entry... forecasts) {
        var token = new BidToken(L1, GRID, PERIOD, 1, new Energy(500), new Energy(500));
        var opened = new PeriodOpened(
                "v1", new GridPrices(Price.ofPencePerKilowattHour("6.4"), Price.ofPencePerKilowattHour("29.49")));
        List<Entry> entries = new ArrayList<>(List.of(opened, token.signedBid(token.sign(KEY))));
        Stream.of(forecasts).forEach(entries::add);
        entries.add(new Abandonment("the matching was skipped"));
        grid.play(PERIOD, entries);
    }

    private void refuses(String why, Entry... forecasts) {
        assertThatIllegalArgumentException().isThrownBy(() -> plays(forecasts)).withMessageContaining(why);
    }

    @Test
    void theBidIsWhatTheHomeSignedToExpect() {
        assertThatCode(() -> plays(SIGNED, bid(L1, 300, "agent"))).doesNotThrowAnyException();
    }

    @Test
    void theBidIsWithinWhatTheHomeSignedToMove() {
        assertThatCode(() -> plays(signed(PERIOD, -600), bid(L1, -500, "agent")))
                .doesNotThrowAnyException();
    }

    @Test
    void anotherBidIsRefused() {
        refuses("it is not what L1 signed to expect", SIGNED, bid(L1, 299, "agent"));
        refuses("it is not what L1 signed to expect", SIGNED, bid(L1, -300, "agent"));
        refuses("it is not what L1 signed to expect", SIGNED, bid(L1, 300, "federated"));
    }

    @Test
    void whatTheHomeSignedStandsBeforeItsBid() {
        refuses("L1 has bid before it", bid(L1, 300, "federated"), SIGNED);
    }

    @Test
    void nobodyBidsByAnAgentWithoutWhatItSigned() {
        refuses("L1 signed no forecast before it", bid(L1, 300, "agent"));
        refuses("L1 signed no forecast before it", bid(L1, 300, "agent"), SIGNED);
    }

    @Test
    void aForecastIsSignedByItsHomeForThePeriod() {
        refuses(
                "the token says other than the entry",
                new SignedForecast(L1, NetEnergy.ofMillijoules(5), SIGNED.token()));
        refuses("the token is for home/", signed(PERIOD.next(), 300));
        refuses("L2 has no key for bids", new SignedForecast(L2, NetEnergy.ofMillijoules(300), SIGNED.token()));
        refuses("L1 signs two forecasts", SIGNED, signed(PERIOD, 200));
    }

    @Test
    void whyAnAgentDoesNotCountMayStandThereOfMembers() {
        assertThatCode(() -> plays(new ForecastRefusal(L1, "late"), bid(L1, 300, "persistence")))
                .doesNotThrowAnyException();
        refuses("", new ForecastRefusal(new ProsumerId("L9"), "late"));
    }
}
