package ems.market.period;

import java.util.List;

import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.fixture.PaperRules;
import ems.market.party.GridPrices;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.Price;
import ems.market.record.Flow;
import ems.market.record.Match;
import ems.market.record.Rejection;
import ems.market.record.Step;
import ems.market.rule.PricedDirection;

import static ems.market.fixture.PaperGrid.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

class AgreeingPricesTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");

    private final PaperGrid grid = PaperGrid.of(List.of(L1), PaperGrid.car(EV1))
            .opened(Energy.ofKilowattHours("50"))
            .parked(EV1, period(0))
            .measured(L1, period(0), PaperGrid.surplus("0.01"));

    @Test
    void bothPricesAreKnownBeforeEnergyFlows() {
        var match = grid.match(period(0)).first(Match.class).orElseThrow();
        assertThat(match.price(Flow.STORED).price()).isEqualTo(Price.ofPencePerKilowattHour("17.945"));
        assertThat(match.price(Flow.RELEASED).price()).isEqualTo(PaperGrid.PRICES.buy());
        assertThat(match.forecastEnergy()).isEqualTo(Energy.ofKilowattHours("0.06"));
        assertThat(match.storing().rule().table()).isEqualTo("pricing");
    }

    @Test
    void anEvThatHoldsNothingIsAskedAtTheGridsBuyPrice() {
        var empty = PaperGrid.of(List.of(L1), PaperGrid.car(EV1))
                .opened(Energy.ZERO)
                .parked(EV1, period(0))
                .measured(L1, period(0), PaperGrid.surplus("0.01"));
        empty.rules().pricing(question -> PaperRules.granted("pricing", question.cost()));
        var match = empty.match(period(0)).first(Match.class).orElseThrow();
        assertThat(match.releasing().price()).isEqualTo(PaperGrid.PRICES.buy());
    }

    @Test
    void theGridsOwnPricesAreWithinItsBounds() {
        setAll(PaperGrid.PRICES.sell());
        assertThat(grid.match(period(0)).all(Match.class)).hasSize(1);
    }

    @Test
    void aPriceBelowTheGridsIsABugWhateverTheRulesSay() {
        setAll(new Price(63_999));
        assertThatIllegalStateException()
                .isThrownBy(() -> grid.match(period(0)))
                .withMessageContaining("6.3999 p/kWh")
                .withMessageContaining("[6.4000 p/kWh, 29.4900 p/kWh]")
                .withMessageContaining("pricing row 7");
        assertThat(grid.journal().read(period(0)).has(Step.MATCH)).isFalse();
    }

    @Test
    void aPriceAboveTheGridsIsABugWhateverTheRulesSay() {
        setAll(new Price(294_901));
        assertThatIllegalStateException().isThrownBy(() -> grid.match(period(0)));
    }

    @Test
    void oneWrongPriceOfTheTwoIsEnough() {
        grid.rules()
                .pricing(question -> PaperRules.granted(
                        "pricing",
                        question.direction() != PricedDirection.RELEASED
                                ? question.grid().split()
                                : new Price(294_901)));
        assertThatIllegalStateException().isThrownBy(() -> grid.match(period(0)));
    }

    @Test
    void aPairWithoutAPriceIsNotMatchedAndBothHearWhy() {
        grid.rules()
                .pricing(question -> question.direction() != PricedDirection.RELEASED
                        ? PaperRules.granted("pricing", question.grid().split())
                        : PaperRules.refused("pricing", "no row for this cost"));
        var record = grid.match(period(0));
        assertThat(record.all(Match.class)).isEmpty();
        assertThat(record.all(Rejection.class))
                .extracting(Rejection::party, Rejection::reason)
                .containsExactly(tuple(L1, "no row for this cost"), tuple(EV1, "no row for this cost"));
    }

    @Test
    void tradingPausesWhenTheGridPaysMoreThanItAsksWhateverTheRulesSay() {
        grid.with(new GridPrices(PaperGrid.PRICES.buy(), PaperGrid.PRICES.sell()));
        setAll(PaperGrid.PRICES.buy());
        var record = grid.match(period(0));
        assertThat(record.all(Match.class)).isEmpty();
        assertThat(record.all(Rejection.class))
                .allSatisfy(
                        no -> assertThat(no.reason()).contains("29.4900 p/kWh").contains("6.4000 p/kWh"))
                .extracting(Rejection::party)
                .containsExactly(L1, EV1);
    }

    private void setAll(Price price) {
        grid.rules().pricing(question -> PaperRules.granted("pricing", price));
    }
}
