package ems.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.fixture.Bids;
import ems.market.matching.ComparedWithOptimal;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.Matcher;
import ems.market.matching.Pairing;
import ems.market.party.FleetFill;
import ems.market.party.TradingPartners;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.Money;
import ems.market.record.Entry;
import ems.market.record.HorizonEntry;
import ems.market.record.MatchingResult;
import ems.market.record.VehicleBid;

import static ems.ledger.contract.ReplayedMarket.match;
import static ems.ledger.contract.ReplayedMarket.place;
import static ems.ledger.contract.ReplayedMarket.result;
import static ems.ledger.contract.ReplayedMarket.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What an operator might claim under a horizon price, or of it. */
class HorizonContractTest {

    private static final ReplayedMarket SCARCE = new ReplayedMarket(
            List.of(Bids.surplus("L1", 3), Bids.surplus("L2", 10), Bids.demand("L3", 6)),
            List.of(Bids.vehicle("EV1", 10, 6), Bids.vehicle("EV2", 2, 1)),
            TradingPartners.EVERYONE_WITH_EVERYONE);

    /** Under a price of 1/11 and more the producer's pair is worth more, and below that the consumer's. */
    private static final ReplayedMarket TURNING = new ReplayedMarket(
            List.of(Bids.surplus("P", 10), Bids.demand("C", 12)),
            List.of(Bids.vehicle("EV1", 20, 20)),
            TradingPartners.EVERYONE_WITH_EVERYONE);

    @ParameterizedTest
    @ValueSource(ints = {-990, -500, 0, 90, 100, 990})
    void aMatchingThatIsProvedUnderItsPriceIsAccepted(int perMille) {
        for (ReplayedMarket market : List.of(SCARCE.under(perMille), TURNING.under(perMille))) {
            assertThatCode(() -> market.replay(market.matching(market.optimal())))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void firstComeFirstServedIsMeasuredUnderThePrice() {
        var market = TURNING.under(-500);
        for (Matcher matcher : List.of(new GreedyMatcher(), new ComparedWithOptimal())) {
            var matching = market.greedyMatching(matcher.match(market.problem()));
            assertThatCode(() -> market.replay(matching)).doesNotThrowAnyException();
        }
    }

    @Test
    void anotherPriceThanThatOfTheMatchingIsNamed() {
        var matching = SCARCE.under(500).matching(SCARCE.under(500).optimal());
        SCARCE.under(400).refuses(matching, "under a horizon price of 400 per mille and no less");
    }

    @Test
    void pairsThatOnlyAnotherPriceMakesTheBestAreRefused() {
        var low = TURNING.under(0);
        var matching = low.matching(
                "optimal", TURNING.under(500).optimal().pairs(), low.optimal().certificate(), Optional.of(Money.ZERO));
        low.refuses(
                matching,
                "it is not proved optimal: the certificate allows 12000 thousandths of a mJ under a horizon price of 0 per"
                        + " mille");
    }

    /** The result is right, and a pair that moves as much follows which counts less. */
    @Test
    void otherPairsOfTheSameEnergyAreRefused() {
        var even = new ReplayedMarket(
                        List.of(Bids.surplus("P", 5), Bids.demand("C", 5)),
                        List.of(Bids.vehicle("EV1", 5, 5)),
                        TradingPartners.EVERYONE_WITH_EVERYONE)
                .under(500);
        var matching = even.matching(even.optimal());
        var other = match(new Pairing(even.prosumers().get(1), even.vehicles().get(0)));
        even.refuses(
                with(matching, matching.size() - 1, other),
                "the pairs before it are worth 2500 of the matching's 7500 thousandths of a mJ");
    }

    @Test
    void pairsAreMeasuredByWorthUnderAPriceAndWithoutOneByEnergy() {
        SCARCE.under(500)
                .refuses(
                        SCARCE.matching(SCARCE.optimal()),
                        "it does not say what pairs are worth under the period's horizon price of 500 per mille");
        SCARCE.refuses(
                SCARCE.under(500).matching(SCARCE.under(500).optimal()),
                "it says what pairs are worth, and the period has no horizon price before it");
    }

    @Test
    void whatGreedyPairsAreWorthFollowsFromTheBids() {
        var market = SCARCE.under(500);
        var matching = market.matching(market.optimal());
        var result = result(matching);
        var worth = result.worth().orElseThrow();
        var claim = new MatchingResult(
                result.algorithm(),
                result.forecastEnergy(),
                result.greedyEnergy(),
                result.bound(),
                result.greedyLoss(),
                result.certificate(),
                Optional.of(
                        new MatchingResult.Worth(worth.taken(), worth.greedy().plus(new Energy(1)))));
        market.refuses(with(matching, place(matching), claim), "first come, first served would be worth");
    }

    @Test
    void aPeriodHasOnePriceAndItStandsBeforeTheMatching() {
        var market = TURNING.under(500);
        var price = new HorizonEntry(new HorizonPrice(500), FleetFill.NONE);
        List<Entry> twice = new ArrayList<>(market.bids());
        twice.add(price);
        twice.addAll(market.matching(market.optimal()));
        refused(market, twice, "the period has a horizon price before it");
        List<Entry> unopened = new ArrayList<>(List.of(price));
        unopened.addAll(market.bids());
        refused(market, unopened, "the period is not opened");
    }

    /** Nobody signed a limit: each bid has the window that the rules gave its EV. */
    @Test
    void theFleetIsAsFullAsTheWindowsOfItsBids() {
        assertThat(TURNING.fill()).isEqualTo(new FleetFill(new Energy(20), new Energy(40)));
        refusedFill(TURNING, 21, 41, "the EVs that stand hold 20 mJ together in their windows, and not 21");
        refusedFill(TURNING, 19, 39, "hold 20 mJ together in their windows, and not 19");
        refusedFill(TURNING, 20, 41, "have room for 20 mJ together in their windows, and not 21");
        refusedFill(TURNING, 20, 39, "have room for 20 mJ together in their windows, and not 19");
    }

    private static void refusedFill(ReplayedMarket market, long held, long capacity, String why) {
        List<Entry> period = new ArrayList<>(market.bids());
        period.add(new HorizonEntry(new HorizonPrice(500), new FleetFill(new Energy(held), new Energy(capacity))));
        refused(market, period, why);
    }

    @Test
    void eachEvThatStandsIsAnsweredBeforeThePrice() {
        List<Entry> period = new ArrayList<>(TURNING.under(500).bids());
        period.removeIf(VehicleBid.class::isInstance);
        refused(TURNING, period, "EV1 stands, and is neither accepted nor refused before it");
    }

    private static void refused(ReplayedMarket market, List<Entry> period, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> market.replayOnly(period))
                .withMessageContaining(why);
    }
}
