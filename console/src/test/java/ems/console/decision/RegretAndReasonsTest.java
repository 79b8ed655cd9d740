package ems.console.decision;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.console.fixture.FiveHomes;
import ems.console.fixture.MetersUntil;
import ems.market.party.FleetFill;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.quantity.Money;
import ems.market.record.HorizonEntry;
import ems.market.record.MatchingResult;
import ems.market.record.MatchingResult.Worth;
import ems.market.record.PeriodRecord;
import ems.market.record.Step;
import ems.market.record.StepRecord;

import static org.assertj.core.api.Assertions.assertThat;

class RegretAndReasonsTest {

    private static final MetersUntil METERS = MetersUntil.sunny(FiveHomes.NOON.end());

    @Test
    void anOptimalPeriodIsProvedAndTellsWhatGreedyWouldLose() {
        var matching = MatchingNow.of(matched("optimal"), "optimal").orElseThrow();

        assertThat(matching.proved()).isTrue();
        assertThat(matching.fallback()).isFalse();
        assertThat(matching.lostKwh()).isEqualTo("0.000000");
        assertThat(matching.forecastKwh()).isEqualTo(matching.boundKwh()).isEqualTo("0.151383");
        // greedy serves L2's 0.006867 kWh instead of Z0's 0.071967
        assertThat(matching.lostByGreedyKwh()).isEqualTo("0.065100");
        assertThat(matching.lostByGreedyPence().orElseThrow()).isEqualTo("0.769765");
        assertThat(matching.certificate()).hasSize(64);
    }

    @Test
    void greedyInsteadOfOptimalIsAFallbackAndLosesAtMostSomething() {
        var matching = MatchingNow.of(matched("greedy"), "optimal").orElseThrow();

        assertThat(matching.fallback()).isTrue();
        assertThat(matching.proved()).isFalse();
        assertThat(matching.optimumKnown()).isFalse();
        // with an EV for everyone
        assertThat(matching.boundKwh()).isEqualTo("0.158300");
        assertThat(matching.lostKwh()).isEqualTo(matching.lostByGreedyKwh()).isEqualTo("0.072017");
        assertThat(matching.lostByGreedyPence()).isEmpty();
    }

    @Test
    void greedyByChoiceIsNoFallback() {
        assertThat(MatchingNow.of(matched("greedy"), "greedy"))
                .map(MatchingNow::fallback)
                .contains(false);
    }

    /** 0.06 kWh are stored and count 0.096 kWh; releasing 0.12 kWh would move more, and count 0.048 kWh. */
    @Test
    void aPeriodWithAHorizonPriceTellsIt() {
        var taken = Energy.ofKilowattHours("0.06");
        var counted = Energy.ofKilowattHours("96");
        var greedy = Energy.ofKilowattHours("48");
        var period = PeriodRecord.blank(FiveHomes.key(FiveHomes.NOON))
                .with(new StepRecord(
                        Step.VERIFY_AND_LIMIT, List.of(new HorizonEntry(new HorizonPrice(600), FleetFill.NONE))))
                .with(new StepRecord(
                        Step.MATCH,
                        List.of(new MatchingResult(
                                "optimal",
                                taken,
                                Energy.ofKilowattHours("0.12"),
                                counted,
                                Optional.of(Money.ZERO),
                                "ab",
                                Optional.of(new Worth(counted, greedy))))));
        var matching = MatchingNow.of(period, "optimal").orElseThrow();

        assertThat(matching.horizonPerMille()).contains(600);
        assertThat(matching.proved()).isTrue();
        assertThat(matching.boundKwh()).isEqualTo("0.096000");
        assertThat(matching.greedyKwh()).isGreaterThan(matching.forecastKwh());
        assertThat(matching.lostByGreedyKwh()).isEqualTo("0.048000");
        assertThat(MatchingNow.of(matched("optimal"), "optimal").orElseThrow().horizonPerMille())
                .isEmpty();
    }

    @Test
    void aPeriodBeforeItsMatchHasNothingToTell() {
        var unmatched = FiveHomes.period(FiveHomes.NOON, Step.VERIFY_AND_LIMIT, METERS);

        assertThat(MatchingNow.of(unmatched, "optimal")).isEmpty();
        assertThat(WhyNow.of(unmatched, FiveHomes.MEMBERS.partners())).isEmpty();
    }

    @Test
    void eachMatchHasAReasonInNumbersAndWords() {
        var whys = WhyNow.of(matched("optimal"), FiveHomes.MEMBERS.partners());

        assertThat(whys).extracting(WhyNow::prosumer).containsExactly("L1", "L3", "Z0");
        // a fourth EV would serve L2
        assertThat(whys)
                .extracting(WhyNow::shadowPriceKwh)
                .allMatch(price -> price.orElseThrow().toPlainString().equals("0.006867"));
        assertThat(whys.get(2).gainKwh()).isEqualTo("0.065100");
        assertThat(whys.get(2).bestOther().map(WhyNow.Other::vehicle)).contains("EV2");
        assertThat(whys.get(2).sentence())
                .startsWith("Z0 and EV1 move 0.072 kWh; a second EV like EV1 would add 0.007 kWh");
    }

    @Test
    void withoutShadowPricesTheReasonGivesNone() {
        List<WhyNow> whys = WhyNow.of(matched("greedy"), FiveHomes.MEMBERS.partners());

        assertThat(whys).extracting(WhyNow::shadowPriceKwh).containsOnly(Optional.empty());
        assertThat(whys)
                .allSatisfy(why -> assertThat(why.bestOther().orElseThrow().shadowPriceKwh())
                        .isEmpty());
    }

    private static PeriodRecord matched(String algorithm) {
        return FiveHomes.period(FiveHomes.NOON, Step.MATCH, METERS, "federated", algorithm);
    }
}
