package ems.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import ems.market.direct.DirectPair;
import ems.market.direct.LeftoverHomes;
import ems.market.fixture.Bids;
import ems.market.matching.Pairing;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.period.AgreeingPrices;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.quantity.Price;
import ems.market.record.Abandonment;
import ems.market.record.AgreedPrice;
import ems.market.record.DirectExchange;
import ems.market.record.DirectLine;
import ems.market.record.DirectMatch;
import ems.market.record.DirectResult;
import ems.market.record.DirectTrade;
import ems.market.record.DirectTradeSetting;
import ems.market.record.Entry;
import ems.market.record.Match;
import ems.market.record.MatchId;
import ems.market.record.Rejection;
import ems.market.record.RuleReference;

import static ems.ledger.contract.ReplayedMarket.PERIOD;
import static ems.ledger.contract.ReplayedMarket.PRICE;
import static ems.ledger.contract.ReplayedMarket.with;
import static ems.ledger.contract.ReplayedMarket.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** One EV for the largest of three producers; the two others sell to two of the consumers. */
class DirectTradeContractTest {

    private static final ReplayedMarket MARKET = new ReplayedMarket(
            List.of(
                    Bids.surplus("L1", 90),
                    Bids.surplus("L2", 40),
                    Bids.surplus("L3", 50),
                    Bids.demand("L4", 45),
                    Bids.demand("L5", 10),
                    Bids.demand("L6", 60)),
            List.of(Bids.vehicle("EV1", 100, 0)),
            TradingPartners.EVERYONE_WITH_EVERYONE);
    private static final RuleReference NO_PRICE = new RuleReference("pricing", 1, "no price", "v1");

    private static DirectMatch match(DirectPair pair) {
        return match(pair.seller().prosumer(), pair.buyer().prosumer(), pair.forecastEnergy());
    }

    private static DirectMatch match(ProsumerId seller, ProsumerId buyer, Energy energy) {
        return new DirectMatch(MatchId.of(PERIOD, seller, buyer), seller, buyer, energy, PRICE);
    }

    /** The matching step as the market records it: pairs with EVs, then what homes do with each other. */
    private static List<Entry> honest() {
        var best = MARKET.optimal();
        List<Entry> entries = new ArrayList<>(MARKET.matching(best));
        var homes = new LeftoverHomes(MARKET.problem(), Pairing.parties(best.pairs()), Set.of());
        entries.add(new DirectResult(homes.bound()));
        homes.pairs().forEach(pair -> entries.add(match(pair)));
        return entries;
    }

    private static int place(Class<? extends Entry> type, List<Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            if (type.isInstance(entries.get(i))) {
                return i;
            }
        }
        throw new IllegalStateException("no " + type);
    }

    private static List<Entry> changed(UnaryOperator<DirectMatch> first) {
        var entries = honest();
        int place = place(DirectMatch.class, entries);
        return with(entries, place, first.apply((DirectMatch) entries.get(place)));
    }

    @Test
    void homesThatTheEvLeavesArePairedBySize() {
        var entries = honest();
        assertThat(Entry.all(Match.class, entries)).extracting(Match::prosumer).containsExactly(new ProsumerId("L1"));
        assertThat(Entry.all(DirectMatch.class, entries))
                .extracting(match -> match.seller() + "-" + match.buyer() + " "
                        + match.forecastEnergy().millijoules())
                .containsExactly("L3-L6 50", "L2-L4 40");
        assertThatCode(() -> MARKET.replay(entries)).doesNotThrowAnyException();
        assertThatCode(() -> MARKET.replay(MARKET.matching(MARKET.optimal()))).doesNotThrowAnyException();
    }

    private static List<Entry> enrolled(DirectTrade trade) {
        List<Entry> entries = new ArrayList<>(MARKET.enrolled());
        entries.add(new DirectTradeSetting(trade, "scenario"));
        return entries;
    }

    private static List<Entry> period(List<Entry> matching) {
        List<Entry> entries = new ArrayList<>(MARKET.bids());
        entries.addAll(matching);
        return entries;
    }

    private static void refuses(DirectTrade trade, List<Entry> matching, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplayedMarket.replay(enrolled(trade), period(matching)))
                .withMessageContaining(why);
    }

    @Test
    void whileItIsOnNoMatchedPeriodLeavesItOut() {
        var without = MARKET.matching(MARKET.optimal());
        assertThatCode(() -> ReplayedMarket.replay(enrolled(DirectTrade.LEFTOVERS), period(honest())))
                .doesNotThrowAnyException();
        refuses(DirectTrade.LEFTOVERS, without, "and no 'direct-matching' stands before it");
        List<Entry> abandoned = new ArrayList<>(without);
        abandoned.add(new Abandonment("enough"));
        refuses(DirectTrade.LEFTOVERS, abandoned, "and no 'direct-matching' stands before it");
        assertThatCode(() -> ReplayedMarket.replay(
                        enrolled(DirectTrade.LEFTOVERS), period(List.of(new Abandonment("the matching was skipped")))))
                .doesNotThrowAnyException();
    }

    @Test
    void whileItIsOffNoHomesArePaired() {
        refuses(DirectTrade.NONE, honest(), "homes trade with no home in this grid, as a block before says");
        assertThatCode(() ->
                        ReplayedMarket.replay(enrolled(DirectTrade.NONE), period(MARKET.matching(MARKET.optimal()))))
                .doesNotThrowAnyException();
    }

    /** Members see a change one period before it counts. */
    @Test
    void aChangeHoldsFromTheNextBlockOn() {
        var off = new DirectTradeSetting(DirectTrade.NONE, "setting");
        List<Entry> entries = period(honest());
        entries.add(1, off);
        assertThatCode(() -> ReplayedMarket.replay(enrolled(DirectTrade.LEFTOVERS), entries))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplayedMarket.replay(enrolled(DirectTrade.NONE), entries))
                .withMessageContaining("direct trade is 'none' before it, and only changes are recorded");
        List<Entry> twice = new ArrayList<>(entries);
        twice.add(2, off);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplayedMarket.replay(enrolled(DirectTrade.LEFTOVERS), twice))
                .withMessageContaining("this block says before whether homes trade with homes");
    }

    /** The certificate of the EVs' pairs holds first: an EV that could move something is never left. */
    @Test
    void theEvsComeFirst() {
        var entries = honest();
        int pair = place(Match.class, entries);
        MARKET.refuses(without(entries, pair), "the pairs before it move 0 mJ of the matching's 90 mJ");
        List<Entry> late = new ArrayList<>(without(entries, pair));
        late.add(entries.get(pair));
        MARKET.refuses(late, "the pairs before it move 0 mJ of the matching's 90 mJ");
        var l1 = new ProsumerId("L1");
        MARKET.refuses(changed(match -> match(l1, match.buyer(), match.forecastEnergy())), "L1 is paired with an EV");
    }

    @Test
    void noPairIsMissingAndNoneIsMadeUp() {
        var entries = honest();
        int first = place(DirectMatch.class, entries);
        MARKET.refuses(without(entries, first), "the next pair by size is L3 and L6");
        MARKET.refuses(without(entries, first + 1), "the homes L2 and L4 are left, and not paired");
        MARKET.refuses(without(entries, first - 1), "no pairing of homes is recorded before it");
        List<Entry> more = new ArrayList<>(entries);
        more.add(entries.get(first));
        MARKET.refuses(more, "all homes that the EVs left are paired before it");
        MARKET.refuses(
                changed(match -> match(match.seller(), new ProsumerId("L4"), new Energy(45))),
                "the next pair by size is L3 and L6");
    }

    @Test
    void theEnergyOfAllIsTheIntegralOfTheSmallerCount() {
        var entries = honest();
        int place = place(DirectResult.class, entries);
        for (long other : new long[] {89, 91}) {
            MARKET.refuses(
                    with(entries, place, new DirectResult(new Energy(other))),
                    "the homes that the EVs left can move 90 mJ with each other");
        }
        List<Entry> twice = new ArrayList<>(entries);
        twice.add(new DirectResult(new Energy(90)));
        MARKET.refuses(twice, "the homes that the EVs left are paired twice");
    }

    @Test
    void aPairSaysWhatItsBidsAndTheGridsPricesAllow() {
        MARKET.refuses(
                changed(match -> match(match.seller(), match.buyer(), new Energy(51))),
                "its bids would exchange 50 mJ");
        var dear = new AgreedPrice(Price.ofPencePerKilowattHour("29.4901"), PRICE.rule());
        MARKET.refuses(
                changed(match ->
                        new DirectMatch(match.id(), match.seller(), match.buyer(), match.forecastEnergy(), dear)),
                "is outside the grid's");
        MARKET.refuses(
                changed(match -> new DirectMatch(
                        MatchId.of(PERIOD, match.buyer(), match.seller()),
                        match.seller(),
                        match.buyer(),
                        match.forecastEnergy(),
                        PRICE)),
                "its id should be " + PERIOD + "~L3~L6");
    }

    @Test
    void allPairsHaveThePriceOfTheFirst() {
        var entries = honest();
        int last = entries.size() - 1;
        var match = (DirectMatch) entries.get(last);
        for (var other : List.of(
                new AgreedPrice(Price.ofPencePerKilowattHour("29.49"), PRICE.rule()),
                new AgreedPrice(PRICE.price(), NO_PRICE))) {
            MARKET.refuses(
                    with(
                            entries,
                            last,
                            new DirectMatch(match.id(), match.seller(), match.buyer(), match.forecastEnergy(), other)),
                    "the rules answer once for all pairs of homes, and before it they said '17.9450 p/kWh by pricing row 2");
        }
    }

    @Test
    void noPairIsRefusedWhereAnotherHasAPrice() {
        var entries = honest();
        int last = entries.size() - 1;
        List<Entry> second = new ArrayList<>(entries.subList(0, last));
        second.addAll(refused((DirectMatch) entries.get(last)));
        MARKET.refuses(second, "the rules answer once for all pairs of homes, and before it they said '17.9450 p/kWh");
        List<Entry> first = new ArrayList<>(entries.subList(0, last - 1));
        first.addAll(refused((DirectMatch) entries.get(last - 1)));
        first.add(entries.get(last));
        MARKET.refuses(
                first,
                "the rules answer once for all pairs of homes, and before it they said 'no price, by pricing row 1");
    }

    @Test
    void pairsWithoutAPriceAreRefusedTogetherAndAlike() {
        var entries = honest();
        int last = entries.size() - 1;
        List<Entry> all = new ArrayList<>(entries.subList(0, last - 1));
        all.addAll(refused((DirectMatch) entries.get(last - 1)));
        MARKET.refuses(all, "the homes L2 and L4 are left, and not paired");
        all.addAll(refused((DirectMatch) entries.get(last)));
        assertThatCode(() -> MARKET.replay(all)).doesNotThrowAnyException();
        MARKET.refuses(without(all, last), "the next pair by size is L3 and L6");
        MARKET.refuses(without(all, all.size() - 1), "the home that was paired with L2 is missing");
        MARKET.refuses(
                with(all, all.size() - 1, new Rejection(new ProsumerId("L5"), "no price", NO_PRICE)),
                "the next pair by size is L2 and L4");
        for (int half = last; half < all.size(); half++) {
            var party = ((Rejection) all.get(half)).party();
            MARKET.refuses(
                    with(all, half, new Rejection(party, "no sun", NO_PRICE)),
                    "the rules answer once for all pairs of homes, and before it they said 'no price, by pricing row 1");
            MARKET.refuses(
                    with(all, half, new Rejection(party, "no price", PRICE.rule())),
                    "the rules answer once for all pairs of homes, and before it they said 'no price, by pricing row 1");
        }
    }

    private static List<Entry> allPricedBy(Price price, RuleReference rule) {
        return honest().stream()
                .map(entry -> entry instanceof DirectMatch match
                        ? new DirectMatch(
                                match.id(),
                                match.seller(),
                                match.buyer(),
                                match.forecastEnergy(),
                                new AgreedPrice(price, rule))
                        : entry)
                .toList();
    }

    private static List<Entry> allRefused(String reason, RuleReference rule) {
        return honest().stream()
                .flatMap(entry -> entry instanceof DirectMatch match
                        ? Stream.of(
                                new Rejection(match.seller(), reason, rule), new Rejection(match.buyer(), reason, rule))
                        : Stream.of(entry))
                .toList();
    }

    @Test
    void aPriceIsThatOfARowOfTheTableThatPricesTheEvs() {
        var split = PRICE.price();
        MARKET.refuses(
                allPricedBy(split, new RuleReference("soc-limits", 2, "half way", "v1")),
                "what homes pay each other is a question of the table 'pricing'");
        MARKET.refuses(
                allPricedBy(split, RuleReference.ofCode("as I like it")),
                "what homes pay each other is a question of the table 'pricing'");
        MARKET.refuses(
                allPricedBy(split, new RuleReference("pricing", 2, "half way", "v2")),
                "the period's pairs with EVs are priced by version v1 of the table");
        MARKET.refuses(
                allPricedBy(split, new RuleReference("pricing", 0, "no row", "v1")),
                "no row of the table sets its price");
    }

    @Test
    void noRefusalComesFromNowhere() {
        assertThatCode(() -> MARKET.replay(allRefused("no sun", NO_PRICE))).doesNotThrowAnyException();
        MARKET.refuses(allRefused(" ", NO_PRICE), "it has no reason");
        MARKET.refuses(
                allRefused("no sun", new RuleReference("participation", 1, "no price", "v1")),
                "what homes pay each other is a question of the table 'pricing'");
        MARKET.refuses(
                allRefused("the grid pays 6.4 p/kWh and asks 29.49 p/kWh", AgreeingPrices.PAUSE),
                "the market itself refuses pairs of homes only while the grid's prices leave no room to trade");
    }

    private static void replayTwice(DirectTrade said, List<Entry> first, List<Entry> second) {
        var grid = new RunningGrid();
        grid.play(ReplayedMarket.PERIOD.previous(), said == DirectTrade.NONE ? MARKET.enrolled() : enrolled(said));
        grid.play(PERIOD, period(first));
        var later = PERIOD.next();
        grid.play(
                later,
                period(second).stream()
                        .map(entry -> Entry.parse(entry.text().replace(PERIOD.toString(), later.toString())))
                        .toList());
    }

    /** Rules and grid prices decide it: whoever would change the price must change one of them, which all see. */
    @Test
    void theAnswerGoesOnAsLongAsRulesAndGridPricesDo() {
        var dear = Price.ofPencePerKilowattHour("29.49");
        var moved = new RuleReference("pricing", 9, "half way", "v1");
        assertThatCode(() -> replayTwice(DirectTrade.LEFTOVERS, honest(), honest()))
                .doesNotThrowAnyException();
        assertThatCode(() -> replayTwice(DirectTrade.LEFTOVERS, honest(), allPricedBy(PRICE.price(), moved)))
                .as("the same row in another line of the file")
                .doesNotThrowAnyException();
        for (var other : List.of(allPricedBy(dear, PRICE.rule()), allRefused("no sun", NO_PRICE))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> replayTwice(DirectTrade.LEFTOVERS, honest(), other))
                    .withMessageContaining(
                            "under the same rules and grid prices an earlier block says '179450|pricing|half way|v1'");
            assertThatCode(() -> replayTwice(DirectTrade.NONE, honest(), other))
                    .as("a ledger of an earlier build")
                    .doesNotThrowAnyException();
        }
    }

    private static List<Entry> refused(DirectMatch pair) {
        return List.of(
                new Rejection(pair.seller(), "no price", NO_PRICE), new Rejection(pair.buyer(), "no price", NO_PRICE));
    }

    @Test
    void whatIsBookedFollowsFromWhatWasExchanged() {
        var match = Entry.all(DirectMatch.class, honest()).get(0);
        var line = DirectLine.of(match, new Energy(300_000_000));
        List<Entry> settled = new ArrayList<>(honest());
        settled.add(new DirectExchange(match.id(), 0, new Energy(100_000_000)));
        settled.add(new DirectExchange(match.id(), 4, new Energy(200_000_000)));
        settled.add(line);
        assertThatCode(() -> MARKET.replay(settled)).doesNotThrowAnyException();
        int last = settled.size() - 1;
        MARKET.refuses(without(settled, last), "'" + line.text() + "' is missing after it");
        MARKET.refuses(without(settled, last - 1), "the exchanges and prices lead to");
        MARKET.refuses(
                with(
                        settled,
                        last,
                        new DirectLine(
                                line.match(),
                                line.seller(),
                                line.buyer(),
                                line.energy(),
                                line.price(),
                                line.amount().plus(new Money(1)))),
                "the exchanges and prices lead to '" + line.text() + "'");
        List<Entry> twice = new ArrayList<>(settled);
        twice.add(line);
        MARKET.refuses(twice, "the exchanges of homes leave nothing more to settle");
        MARKET.refuses(
                with(settled, last - 1, new DirectExchange(match.id(), 0, new Energy(200_000_000))),
                "sample 0 is outside [1, 5]");
        var stranger = MatchId.of(PERIOD, new ProsumerId("L1"), new ProsumerId("L5"));
        MARKET.refuses(
                with(settled, last - 1, new DirectExchange(stranger, 0, new Energy(1))),
                "this period has no pair of homes " + stranger);
    }
}
