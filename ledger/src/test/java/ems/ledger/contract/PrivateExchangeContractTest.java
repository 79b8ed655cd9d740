package ems.ledger.contract;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import ems.ledger.key.SigningKey;
import ems.ledger.token.BidToken;
import ems.ledger.token.ExchangeToken;
import ems.ledger.token.ForecastToken;
import ems.market.matching.FirstCome;
import ems.market.matching.MatchingProblem;
import ems.market.matching.OptimalMatcher;
import ems.market.matching.Pairing;
import ems.market.party.EnergyInventory;
import ems.market.party.GridId;
import ems.market.party.GridPrices;
import ems.market.party.OperableWindow;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.period.MatchLimits;
import ems.market.period.MatchSettlement;
import ems.market.period.StatedExchange;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.Money;
import ems.market.quantity.NetEnergy;
import ems.market.quantity.Price;
import ems.market.record.Abandonment;
import ems.market.record.AgentKey;
import ems.market.record.BidLimit;
import ems.market.record.Enrolment;
import ems.market.record.Entry;
import ems.market.record.Exchange;
import ems.market.record.ExchangeRefusal;
import ems.market.record.ExchangeStatement;
import ems.market.record.Flow;
import ems.market.record.HomeMetering;
import ems.market.record.InventoryEntry;
import ems.market.record.InventoryEntry.Cause;
import ems.market.record.Match;
import ems.market.record.MatchingResult;
import ems.market.record.MembershipOrder;
import ems.market.record.MembershipOrder.Change;
import ems.market.record.PeriodOpened;
import ems.market.record.Permission;
import ems.market.record.ProsumerBid;
import ems.market.record.SignedForecast;
import ems.market.record.VehicleBid;
import ems.market.record.VehicleStanding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What an operator might make of an exchange that L1, a private home, and EV1 signed, and what the contracts say to that. */
class PrivateExchangeContractTest {

    private static final GridId GRID = new GridId("home");
    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final SigningKey HOMES = SigningKey.of(new byte[32]);
    private static final SigningKey CARS =
            SigningKey.of("another thirty-two bytes of a key".substring(1).getBytes(StandardCharsets.US_ASCII));
    private static final MatchingPeriod PERIOD = ReplayedMarket.PERIOD;
    private static final EnergyInventory HELD = new EnergyInventory(new Energy(500), new Money(100));
    private static final VehicleBid CAR = new VehicleBid(
            EV1,
            HELD,
            new OperableWindow(new Energy(100), new Energy(900)),
            new Permission(true, true),
            Optional.empty());
    private static final NetEnergy EXPECTED = NetEnergy.ofMillijoules(300);
    private static final ProsumerBid HOME = new ProsumerBid(L1, EXPECTED, "agent", OptionalInt.empty());
    private static final Energy MOST = new Energy(400);

    private static ExchangeStatement said(Party by, SigningKey key, MatchingPeriod period, long... samples) {
        var token = new ExchangeToken(by, GRID, period, by.equals(L1) ? EV1 : L1, nets(samples), Optional.empty());
        return token.statement(token.sign(key));
    }

    private static List<NetEnergy> nets(long... samples) {
        return LongStream.of(samples).mapToObj(NetEnergy::ofMillijoules).toList();
    }

    private static final ExchangeStatement BY_HOME = said(L1, HOMES, PERIOD, 50, 60, 0, -20, 0, 10);
    private static final ExchangeStatement BY_CAR = said(EV1, CARS, PERIOD, 40, 70, 0, -20, 5, -10);

    private static Match match() {
        return ReplayedMarket.match(new Pairing(HOME, CAR));
    }

    private static List<Exchange> exchanges(ExchangeStatement home, ExchangeStatement car) {
        var limit = new BidLimit(MOST, MOST);
        return StatedExchange.of(match(), CAR, new MatchLimits(limit, limit, Optional.empty()), home, car);
    }

    private static List<Entry> enrolments() {
        return List.of(
                new Enrolment(L1, Energy.ZERO),
                new Enrolment(EV1, new Energy(2_000)),
                new InventoryEntry(EV1, Cause.JOINED, HELD),
                new AgentKey(L1, AgentKey.BIDS, HOMES.publicKey().text()),
                new AgentKey(EV1, AgentKey.BIDS, CARS.publicKey().text()));
    }

    private static List<Entry> privately() {
        List<Entry> entries = new ArrayList<>(enrolments());
        entries.add(new HomeMetering(L1, HomeMetering.Mode.PRIVATE));
        entries.add(new MembershipOrder(L1, Change.PRIVATE, 1));
        return entries;
    }

    /** The period up to its match. */
    private static List<Entry> matched() {
        var forecast = new ForecastToken(L1, GRID, PERIOD, EXPECTED);
        var problem = new MatchingProblem(List.of(HOME), List.of(CAR), TradingPartners.EVERYONE_WITH_EVERYONE);
        var optimal = new OptimalMatcher().match(problem);
        List<Entry> entries = new ArrayList<>(List.of(
                new PeriodOpened(
                        "v1",
                        new GridPrices(Price.ofPencePerKilowattHour("6.4"), Price.ofPencePerKilowattHour("29.49"))),
                bid(L1, HOMES),
                bid(EV1, CARS),
                new VehicleStanding(EV1, true, Duration.ZERO, HELD),
                forecast.signedForecast(forecast.sign(HOMES)),
                HOME,
                CAR));
        entries.addAll(optimal.certificate().shadowPrices());
        entries.add(new MatchingResult(
                "optimal",
                Pairing.forecastEnergy(optimal.pairs()),
                Pairing.forecastEnergy(FirstCome.pairs(problem)),
                optimal.certificate().bound(problem),
                Optional.of(Money.ZERO),
                optimal.certificate().hash()));
        entries.add(match());
        return entries;
    }

    private static Entry bid(Party party, SigningKey key) {
        var token = new BidToken(party, GRID, PERIOD, 1, MOST, MOST);
        return token.signedBid(token.sign(key));
    }

    private static GridState plays(List<Entry> enrolments, Stream<? extends Entry> measured) {
        var grid = new RunningGrid();
        grid.play(PERIOD.previous(), enrolments);
        List<Entry> entries = new ArrayList<>(matched());
        measured.forEach(entries::add);
        entries.addAll(MatchSettlement.match(match(), Entry.all(Exchange.class, entries), HELD));
        return grid.play(PERIOD, entries);
    }

    private static GridState plays(List<Entry> measured) {
        return plays(privately(), measured.stream());
    }

    private static List<Entry> honest() {
        List<Entry> entries = new ArrayList<>(List.of(BY_HOME, BY_CAR));
        entries.addAll(exchanges(BY_HOME, BY_CAR));
        return entries;
    }

    private static void refuses(String why, List<Entry> measured) {
        assertThatIllegalArgumentException().isThrownBy(() -> plays(measured)).withMessageContaining(why);
    }

    private static List<Entry> with(Class<? extends Entry> which, int number, Function<Entry, Entry> change) {
        var entries = honest();
        var changed = Entry.all(which, entries).get(number);
        entries.set(entries.indexOf(changed), change.apply(changed));
        return entries;
    }

    @Test
    void whatBothSignedIsSettledAndNothingIsMissing() {
        assertThat(exchanges(BY_HOME, BY_CAR))
                .extracting(exchange -> exchange.flow().of(exchange.energy()).toMillijoules())
                .containsExactly(40L, 60L, -20L);
        assertThatCode(() -> plays(honest())).doesNotThrowAnyException();
    }

    @Test
    void theRegistryKnowsThatTheHomeIsPrivateFromTheNextBlockOn() {
        var grid = new RunningGrid();
        assertThat(grid.play(PERIOD.previous(), privately()).registered().privateHomes())
                .containsExactly(L1);
        var again = grid.play(PERIOD, List.of(new HomeMetering(L1, HomeMetering.Mode.METERED), new Abandonment("x")));
        assertThat(again.registered().privateHomes()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid.play(
                        PERIOD.next(), List.of(new HomeMetering(new ProsumerId("L9"), HomeMetering.Mode.PRIVATE))))
                .withMessageContaining("prosumer:L9 is not enrolled");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid.play(PERIOD.next(), List.of(new MembershipOrder(L1, Change.PRIVATE, 2))))
                .withMessageContaining("does not say before it");
    }

    @Test
    void anotherExchangeThanBothLeadToIsRefused() {
        refuses(
                "the two statements lead to",
                with(
                        Exchange.class,
                        0,
                        entry -> new Exchange(match().id(), 0, Flow.STORED, new Energy(41), new Energy(441))));
        refuses(
                "the two statements lead to",
                with(
                        Exchange.class,
                        0,
                        entry -> new Exchange(match().id(), 0, Flow.STORED, new Energy(39), new Energy(439))));
    }

    @Test
    void anExchangeThatIsLeftOutOrAddedIsRefused() {
        var fewer = honest();
        fewer.remove(fewer.size() - 1);
        refuses("is missing before it", fewer);
        var more = honest();
        more.add(new Exchange(match().id(), 4, Flow.STORED, new Energy(5), new Energy(485)));
        refuses("the two statements lead to no more exchanges", more);
    }

    @Test
    void aStatementThatWasChangedIsNotWhatItsPartySigned() {
        refuses(
                "the token says other than the entry",
                with(
                        ExchangeStatement.class,
                        0,
                        said -> new ExchangeStatement(
                                match().id(), L1, nets(40, 60, 0, -20, 0, 10), Optional.empty(), BY_HOME.token())));
        refuses(
                "the signature is not that of vehicle:EV1's key over this exchange",
                with(ExchangeStatement.class, 1, said -> said(EV1, HOMES, PERIOD, 40, 70, 0, -20, 5, -10)));
    }

    @Test
    void aStatementOfAnotherPeriodIsRefused() {
        var other = said(L1, HOMES, PERIOD.next(), 50, 60, 0, -20, 0, 10);
        refuses("the token is for home/", with(ExchangeStatement.class, 0, said -> other));
        refuses(
                "the token is for home/",
                with(
                        ExchangeStatement.class,
                        0,
                        said -> new ExchangeStatement(
                                match().id(), L1, other.samples(), Optional.empty(), other.token())));
    }

    @Test
    void bothSignTheHomeFirstAndEachOnce() {
        refuses("the home and then the EV", List.of(BY_CAR, BY_HOME));
        refuses("the home and then the EV", List.of(BY_HOME, BY_HOME));
        refuses("the home and then the EV", List.of(BY_HOME, BY_CAR, BY_CAR));
        refuses("signed, or why nothing is settled, is missing", List.of(BY_HOME));
    }

    @Test
    void withoutStatementsNothingMoves() {
        refuses("signed, or why nothing is settled, is missing", List.of());
        refuses("signed, or why nothing is settled, is missing", List.copyOf(exchanges(BY_HOME, BY_CAR)));
    }

    @Test
    void aRefusalStandsForBothAndNothingMoves() {
        var no = new ExchangeRefusal(match().id(), "no statement of prosumer:L1 came in time");
        assertThatCode(() -> plays(List.of(no))).doesNotThrowAnyException();
        refuses(
                "a refusal stands before it",
                List.of(no, exchanges(BY_HOME, BY_CAR).get(0)));
        refuses("is decided before it", List.of(no, BY_HOME));
        refuses("is decided before it", List.of(no, no));
        refuses("is decided before it", List.of(BY_HOME, no));
    }

    @Test
    void moreThanTheBidsAllowIsRefusedThoughBothSigned() {
        var home = said(L1, HOMES, PERIOD, 300, 101, 0, 0, 0, 0);
        var car = said(EV1, CARS, PERIOD, 300, 100, 0, 0, 0, 0);
        refuses("sample 1 of prosumer:L1's statement has 101 mJ, and the bids allow 100 mJ", List.of(home, car));
    }

    @Test
    void recordsThatNoMeterSignedBeforeAreRefused() {
        var token =
                new ExchangeToken(EV1, GRID, PERIOD, L1, BY_CAR.samples(), Optional.of("0123456789abcdef".repeat(4)));
        refuses("it names other records", List.of(BY_HOME, token.statement(token.sign(CARS))));
    }

    @Test
    void aMeteredHomeIsNotSettledByStatements() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plays(enrolments(), honest().stream()))
                .withMessage("L1 is metered, and no private home");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plays(enrolments(), Stream.of(new ExchangeRefusal(match().id(), "it was late"))))
                .withMessage("L1 is metered, and no private home");
    }

    @Test
    void nobodyElseForecastsAPrivateHome() {
        var grid = new RunningGrid();
        grid.play(PERIOD.previous(), privately());
        List<Entry> entries = new ArrayList<>(matched());
        entries.removeIf(entry -> entry instanceof SignedForecast);
        entries.set(entries.indexOf(HOME), new ProsumerBid(L1, EXPECTED, "federated", OptionalInt.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid.play(PERIOD, entries))
                .withMessageContaining("L1 is a private home, and signed no forecast before it");
    }
}
