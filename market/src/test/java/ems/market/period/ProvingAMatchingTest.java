package ems.market.period;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.fixture.BrokenMatcher;
import ems.market.fixture.PaperGrid;
import ems.market.matching.Certificate;
import ems.market.matching.ComparedWithOptimal;
import ems.market.matching.Matcher;
import ems.market.matching.Matching;
import ems.market.matching.MatchingProblem;
import ems.market.matching.MatchingUnavailable;
import ems.market.matching.OptimalMatcher;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Money;
import ems.market.record.Match;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodRecord;
import ems.market.record.ShadowPrice;
import ems.market.record.Step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** One EV for two producers: greedy serves the first and smaller one, and the EV is scarce. */
class ProvingAMatchingTest {

    private static final PeriodKey KEY = PaperGrid.period(0);
    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final Energy SMALL = Energy.ofKilowattHours("0.06");
    private static final Energy LARGE = Energy.ofKilowattHours("0.12");
    /** 0.06 kWh, stored at 17.945 instead of sold at 6.4 p/kWh. */
    private static final Money LOSS = new Money(692_700);

    private final PaperGrid grid = PaperGrid.of(List.of(L1, L2), PaperGrid.car(EV1));

    @BeforeEach
    void meters() {
        grid.opened(Energy.ofKilowattHours("40"))
                .parked(EV1, KEY)
                .measured(L1, KEY, PaperGrid.surplus("0.01"))
                .measured(L2, KEY, PaperGrid.surplus("0.02"));
    }

    private static MatchingResult result(PeriodRecord period) {
        return period.first(MatchingResult.class).orElseThrow();
    }

    @Test
    void theBestPairsReachTheBoundOfTheirCertificate() {
        var period = grid.match(KEY);
        assertThat(period.all(ShadowPrice.class)).containsExactly(new ShadowPrice(EV1, SMALL));
        var hash = new Certificate(Map.of(EV1, SMALL)).hash();
        assertThat(result(period))
                .isEqualTo(new MatchingResult("optimal", LARGE, SMALL, LARGE, Optional.of(LOSS), hash));
        assertThat(result(period).regret()).isEqualTo(Energy.ZERO);
        assertThat(result(period).regretOfGreedy()).isEqualTo(SMALL);
    }

    @Test
    void aGreedyGridTellsWhatItLoses() {
        var period = grid.with(new ComparedWithOptimal()).match(KEY);
        assertThat(period.all(Match.class)).extracting(Match::prosumer).containsExactly(L1);
        assertThat(result(period).algorithm()).isEqualTo("greedy");
        assertThat(result(period).forecastEnergy()).isEqualTo(SMALL);
        assertThat(result(period).regret()).isEqualTo(SMALL);
        assertThat(result(period).greedyLoss()).contains(LOSS);
        assertThat(result(period).isOptimumKnown()).isTrue();
    }

    @Test
    void theFallbackTellsWhatItLosesAtMost() {
        var market = grid.market();
        market.perform(Task.COLLECT_BIDS, KEY);
        market.perform(Task.FORECAST, KEY);
        market.perform(Task.VERIFY_AND_LIMIT, KEY);
        market.perform(Task.MATCH_GREEDILY, KEY);
        var result = result(grid.journal().read(KEY));
        assertThat(result.isOptimumKnown()).isFalse();
        assertThat(result.greedyLoss()).isEmpty();
        assertThat(result.bound()).isGreaterThanOrEqualTo(result.forecastEnergy());
    }

    @Test
    void pairsThatAreNotProvedAreNotTaken() {
        refused(best -> new Matching(List.of(), Optional.of(List.of()), best.certificate()));
        refused(best -> new Matching(List.of(), best.optimum(), best.certificate()));
        refused(best -> new Matching(best.pairs(), Optional.empty(), best.certificate()));
        refused(best ->
                new Matching(best.pairs(), best.optimum(), new Certificate(Map.of(EV1, new Energy(Long.MAX_VALUE)))));
        refused(best -> new Matching(best.pairs(), best.optimum(), Certificate.WITHOUT_PRICES));
        refused(best ->
                new Matching(best.pairs(), best.optimum(), new Certificate(Map.of(EV1, LARGE.plus(new Energy(1))))));
        assertThat(grid.journal().read(KEY).has(Step.MATCH)).isFalse();
        assertThat(grid.market().perform(Task.MATCH_GREEDILY, KEY)).isEqualTo("1 matches by greedy");
    }

    @Test
    void aMatcherThatBreaksIsUnavailableForItsReason() {
        for (Throwable trouble : List.of(
                new ArithmeticException("long overflow"),
                new IllegalStateException("no free column"),
                new OutOfMemoryError("Java heap space"))) {
            grid.with(new BrokenMatcher(trouble));
            assertThatExceptionOfType(MatchingUnavailable.class)
                    .isThrownBy(() -> grid.match(KEY))
                    .withMessage("optimal matching broke: " + trouble)
                    .withCause(trouble);
        }
        assertThat(grid.market().perform(Task.MATCH_GREEDILY, KEY)).isEqualTo("1 matches by greedy");
    }

    private void refused(UnaryOperator<Matching> tampering) {
        grid.with(new Matcher() {
            @Override
            public String algorithm() {
                return OptimalMatcher.ALGORITHM;
            }

            @Override
            public Matching match(MatchingProblem problem) {
                return tampering.apply(new OptimalMatcher().match(problem));
            }
        });
        assertThatExceptionOfType(MatchingUnavailable.class)
                .isThrownBy(() -> grid.match(KEY))
                .withMessageContaining("not proved optimal");
    }
}
