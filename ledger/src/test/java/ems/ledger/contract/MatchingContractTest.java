package ems.ledger.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.fixture.Bids;
import ems.market.matching.Certificate;
import ems.market.matching.ComparedWithOptimal;
import ems.market.matching.FirstCome;
import ems.market.matching.GreedyMatcher;
import ems.market.matching.Matcher;
import ems.market.matching.Matching;
import ems.market.matching.Pairing;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.TradingPartners;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.Abandonment;
import ems.market.record.Entry;
import ems.market.record.Match;
import ems.market.record.Rejection;
import ems.market.record.Revocation;
import ems.market.record.RuleReference;
import ems.market.record.ShadowPrice;

import static ems.ledger.contract.ReplayedMarket.match;
import static ems.ledger.contract.ReplayedMarket.place;
import static ems.ledger.contract.ReplayedMarket.result;
import static ems.ledger.contract.ReplayedMarket.with;
import static ems.ledger.contract.ReplayedMarket.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What an operator might claim of a matching, and what bids and shadow prices say to that. */
class MatchingContractTest {

    private static final RuleReference NO_PRICE = new RuleReference("pricing", 9, "no price", "v1");

    /** EV1 is wanted by all: without it the market would move 7 mJ less. */
    private static final ReplayedMarket SCARCE = new ReplayedMarket(
            List.of(Bids.surplus("L1", 3), Bids.surplus("L2", 10), Bids.demand("L3", 6)),
            List.of(Bids.vehicle("EV1", 10, 6), Bids.vehicle("EV2", 2, 1)),
            TradingPartners.EVERYONE_WITH_EVERYONE);

    @Test
    void aProvedMatchingIsAccepted() {
        var matching = SCARCE.matching(SCARCE.optimal());
        assertThat(matching).hasAtLeastOneElementOfType(ShadowPrice.class);
        assertThatCode(() -> SCARCE.replay(matching)).doesNotThrowAnyException();
    }

    @Test
    void aPeriodWithBidsIsMatchedOrAbandoned() {
        SCARCE.refuses(List.of(), "neither matched nor abandoned");
        assertThatCode(() -> SCARCE.replay(List.of(new Abandonment("the matching was skipped"))))
                .doesNotThrowAnyException();
    }

    /** The operator skipped the task that opens it: prosumers bid, no EV could, and there was nothing to match. */
    @Test
    void aPeriodThatWasNeverOpenedHasNoMatching() {
        assertThatCode(() -> SCARCE.replayOnly(List.copyOf(SCARCE.prosumers()))).doesNotThrowAnyException();
    }

    @Test
    void pairsThatLoseEnergyAreNotOptimal() {
        var l1 = new Pairing(SCARCE.prosumers().get(0), SCARCE.vehicles().get(0));
        var certificate = SCARCE.optimal().certificate();
        var worse = new Matching(List.of(l1), Optional.empty(), certificate);
        SCARCE.refuses(SCARCE.matching(worse), "it is not proved optimal");
    }

    @Test
    void greedyPairsCannotPassForOptimalOnes() {
        var greedy = new Matching(FirstCome.pairs(SCARCE.problem()), Optional.empty(), Certificate.WITHOUT_PRICES);
        SCARCE.refuses(SCARCE.matching(greedy), "it is not proved optimal");
    }

    @Test
    void theMarketHasTwoMatchers() {
        var best = SCARCE.optimal();
        for (String unknown : List.of("best", "Optimal", "optimal ")) {
            SCARCE.refuses(
                    SCARCE.matching(unknown, best.pairs(), best.certificate(), Optional.of(Money.ZERO)),
                    "the market has no matcher called '" + unknown + "'");
        }
        var greedy = FirstCome.pairs(SCARCE.problem());
        SCARCE.refuses(
                SCARCE.matching("fifo", greedy, Certificate.WITHOUT_PRICES, Optional.empty()),
                "the market has no matcher called 'fifo'");
    }

    @Test
    void whoFoundTheOptimumKnowsWhatGreedyLoses() {
        var best = SCARCE.optimal();
        SCARCE.refuses(
                SCARCE.matching("optimal", best.pairs(), best.certificate(), Optional.empty()),
                "who knows the optimal pairs");
    }

    @Test
    void greedyPeriodsAreAccepted() {
        for (Matcher matcher : List.of(new GreedyMatcher(), new ComparedWithOptimal())) {
            var matching = SCARCE.greedyMatching(matcher.match(SCARCE.problem()));
            assertThat(result(matching).algorithm()).isEqualTo("greedy");
            assertThatCode(() -> SCARCE.replay(matching)).doesNotThrowAnyException();
        }
    }

    /** First come, first served makes pairs that move nothing: without them its energy is the same. */
    @Test
    void aGreedyPairThatMovesNothingIsMissed() {
        var idle = new ReplayedMarket(
                List.of(Bids.surplus("L1", 5)), List.of(Bids.vehicle("EV1", 0, 9)), SCARCE.partners());
        var matching = idle.greedyMatching(new GreedyMatcher().match(idle.problem()));
        assertThatCode(() -> idle.replay(matching)).doesNotThrowAnyException();
        idle.refuses(without(matching, matching.size() - 1), "first come, first served pairs L1 with EV1, too");
    }

    @Test
    void whatGreedyWouldHaveMovedFollowsFromTheBids() {
        var matching = SCARCE.matching(SCARCE.optimal());
        var result = result(matching);
        for (long change : List.of(-1L, 1L)) {
            var claim = with(result, "optimal", 0, change, 0, result.certificate());
            SCARCE.refuses(with(matching, place(matching), claim), "first come, first served would move");
        }
    }

    @Test
    void theHashIsThatOfTheShadowPrices() {
        var matching = SCARCE.matching(SCARCE.optimal());
        var claim = with(result(matching), "optimal", 0, 0, 0, Certificate.WITHOUT_PRICES.hash());
        SCARCE.refuses(with(matching, place(matching), claim), "the shadow prices before it have the hash");
    }

    @Test
    void anEvThatDoesNotBidHasNoShadowPrice() {
        var stranger = new Certificate(Map.of(new VehicleId("EV9"), new Energy(1)));
        List<Entry> entries = new ArrayList<>(stranger.shadowPrices());
        entries.add(with(result(SCARCE.matching(SCARCE.optimal())), "optimal", 0, 0, 0, stranger.hash()));
        SCARCE.refuses(entries, "EV9 has a shadow price and no bid");
    }

    @Test
    void aPairWithoutAPriceCountsForTheMatching() {
        var matching = SCARCE.matching(SCARCE.optimal());
        int last = matching.size() - 1;
        var match = (Match) matching.get(last);
        var prosumer = new Rejection(match.prosumer(), "no price", NO_PRICE);
        var vehicle = new Rejection(match.vehicle(), "no price", NO_PRICE);
        List<Entry> both = new ArrayList<>(with(matching, last, prosumer));
        both.add(vehicle);
        assertThatCode(() -> SCARCE.replay(both)).doesNotThrowAnyException();
        SCARCE.refuses(
                with(matching, last, prosumer), "the EV that was paired with " + match.prosumer() + " is missing");
        SCARCE.refuses(with(matching, last, vehicle), "the prosumer that was paired with " + match.vehicle());
        both.add(vehicle);
        SCARCE.refuses(both, match.vehicle() + " is in another pair");
    }

    /** Their pair trades nothing, but tells what an optimal matching was made of. */
    @Test
    void aPairWithoutAPriceIsNoneOfOutsiders() {
        var matching = SCARCE.matching(SCARCE.optimal());
        int last = matching.size() - 1;
        var match = (Match) matching.get(last);
        List<Entry> period = new ArrayList<>(SCARCE.bids());
        period.addAll(with(matching, last, new Rejection(match.prosumer(), "no price", NO_PRICE)));
        period.add(new Rejection(match.vehicle(), "no price", NO_PRICE));
        for (Party outsider : List.of(match.prosumer(), match.vehicle())) {
            List<Entry> enrolled = new ArrayList<>(SCARCE.enrolled());
            enrolled.add(new Revocation(outsider, "stolen"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ReplayedMarket.replay(enrolled, period))
                    .withMessageContaining(outsider.account() + " is not enrolled, or revoked");
        }
    }

    /** An EV that a later period has seen is refused after it bid, and before anyone is matched. */
    @Test
    void anEvThatIsRefusedInTimeIsNotMatched() {
        var refused = new VehicleId("EV1");
        var rest = new ReplayedMarket(SCARCE.prosumers(), SCARCE.vehicles().subList(1, 2), SCARCE.partners());
        List<Entry> matching = new ArrayList<>();
        matching.add(new Rejection(refused, "seen later", NO_PRICE));
        matching.addAll(rest.matching(rest.optimal()));
        assertThatCode(() -> SCARCE.replay(matching)).doesNotThrowAnyException();
        SCARCE.refuses(rest.matching(rest.optimal()), "bids and shadow prices allow");
    }

    @Test
    void partnersThatWereEnrolledAreKept() {
        var own = TradingPartners.own(Map.of(new ProsumerId("L2"), new VehicleId("EV2")));
        var isolated = new ReplayedMarket(SCARCE.prosumers(), SCARCE.vehicles(), own);
        assertThatCode(() -> isolated.replay(isolated.matching(isolated.optimal())))
                .doesNotThrowAnyException();
        isolated.refuses(SCARCE.matching(SCARCE.optimal()), "bids and shadow prices allow");
        var matching = isolated.matching(isolated.optimal());
        int last = matching.size() - 1;
        isolated.refuses(
                with(
                        matching,
                        last,
                        match(new Pairing(
                                SCARCE.prosumers().get(1), SCARCE.vehicles().get(0)))),
                "L2 may not trade with EV1");
    }
}
