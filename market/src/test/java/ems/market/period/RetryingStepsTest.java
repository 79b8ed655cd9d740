package ems.market.period;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import ems.market.fixture.PaperGrid;
import ems.market.forecast.ForecastUnavailable;
import ems.market.forecast.Forecaster;
import ems.market.forecast.Forecasts;
import ems.market.ledger.AnchorUnavailable;
import ems.market.matching.Matcher;
import ems.market.matching.Matching;
import ems.market.matching.MatchingProblem;
import ems.market.matching.MatchingUnavailable;
import ems.market.party.EnergyInventory;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.MatchingPeriod;
import ems.market.quantity.NetEnergy;
import ems.market.record.GlobalModel;
import ems.market.record.InventoryEntry;
import ems.market.record.MatchingResult;
import ems.market.record.ProsumerBid;
import ems.market.record.RecordedModel;
import ems.market.record.Step;

import static ems.market.fixture.PaperGrid.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RetryingStepsTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final PeriodKey KEY = period(0);

    private final PaperGrid grid = PaperGrid.of(List.of(L1), PaperGrid.car(EV1))
            .opened(Energy.ofKilowattHours("50"))
            .parked(EV1, KEY)
            .measured(L1, KEY, PaperGrid.surplus("0.01"));

    @ParameterizedTest
    @EnumSource
    void aRetriedStepChangesNothingEvenIfTheWorldHasChanged(Task task) {
        var done = grid.run(KEY);
        var inventory = grid.journal().inventory(PaperGrid.GRID, EV1);
        grid.measured(L1, KEY, PaperGrid.demand("9"));
        grid.reported(EV1, KEY.period().start(), false, Energy.ofKilowattHours("3"), Optional.empty());
        for (int again = 0; again < 10; again++) {
            grid.market().perform(task, KEY);
        }
        assertThat(grid.journal().read(KEY)).isEqualTo(done);
        assertThat(grid.journal().inventory(PaperGrid.GRID, EV1)).isEqualTo(inventory);
        assertThat(grid.ledger().blocks()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aRetriedStepSaysTheSame(Task task) {
        grid.run(KEY);
        assertThat(grid.market().perform(task, KEY)).isEqualTo(grid.market().perform(task, KEY));
    }

    @Test
    void openingAgainChangesNothing() {
        grid.run(KEY);
        grid.opened(Energy.ofKilowattHours("70"));
        assertThat(grid.ledger().blocks()).hasSize(2);
        assertThat(grid.journal().inventory(PaperGrid.GRID, EV1).orElseThrow().energy())
                .isEqualTo(Energy.ofKilowattHours("50.06"));
    }

    @Test
    void anEnrolmentThatWasRecordedAndNotSealedIsNotRepeated() {
        var fresh = PaperGrid.of(List.of(L1), PaperGrid.car(EV1));
        var inventory = EnergyInventory.boughtAt(PaperGrid.PRICES.buy(), Energy.ofKilowattHours("50"));
        var joined = new InventoryEntry(EV1, InventoryEntry.Cause.JOINED, inventory);
        fresh.journal().once(period(-1), Step.ENROL, blank -> List.of(joined));
        fresh.market().open(period(3).period(), Map.of(EV1, inventory));
        assertThat(fresh.journal().all()).containsExactly(fresh.journal().read(period(-1)));
    }

    @Test
    void everyEvOpensWithAnInventory() {
        var fresh = PaperGrid.of(List.of(L1), PaperGrid.car(EV1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fresh.market().open(PaperGrid.FIRST, Map.of()))
                .withMessageContaining("EV1");
    }

    @Test
    void aForecastThatFailedIsReplacedByPersistence() {
        grid.with(new Forecaster() {
            @Override
            public String strategy() {
                return "broken";
            }

            @Override
            public Forecasts forecasts(
                    List<ProsumerId> prosumers, MatchingPeriod period, Optional<GlobalModel> recorded) {
                throw new ForecastUnavailable("no model");
            }
        });
        assertThatExceptionOfType(ForecastUnavailable.class)
                .isThrownBy(() -> grid.market().perform(Task.FORECAST, KEY));
        grid.market().perform(Task.FORECAST_BY_PERSISTENCE, KEY);
        assertThat(grid.journal().read(KEY).all(ProsumerBid.class)).hasSize(1);
    }

    /** Its block comes before the one that records the model, and would name what no reader knows by then. */
    @Test
    void aForecastThatIsRetriedAfterALaterPeriodRecordedAModelIsMadeByPersistence() {
        var later = new PeriodKey(KEY.grid(), KEY.period().next());
        var model = new GlobalModel(0, KEY.period(), "initial", 0, "0123456789abcdef".repeat(4));
        grid.with(new Forecaster() {
            @Override
            public String strategy() {
                return "learning";
            }

            @Override
            public Forecasts forecasts(
                    List<ProsumerId> prosumers, MatchingPeriod period, Optional<GlobalModel> recorded) {
                return new Forecasts(
                        Map.of(L1, NetEnergy.BALANCED),
                        OptionalInt.of(0),
                        recorded.isEmpty() ? List.of(model) : List.of());
            }
        });
        grid.market().perform(Task.FORECAST, later);
        assertThat(grid.journal().latestModel(KEY.grid())).contains(new RecordedModel(model, later.period()));
        assertThatExceptionOfType(ForecastUnavailable.class)
                .isThrownBy(() -> grid.market().perform(Task.FORECAST, KEY))
                .withMessageContaining("version 0");
        grid.market().perform(Task.FORECAST_BY_PERSISTENCE, KEY);
        assertThat(grid.journal().read(KEY).all(ProsumerBid.class))
                .allSatisfy(bid -> assertThat(bid.model()).isEmpty());
    }

    @Test
    void aMatcherOverItsBudgetIsReplacedByGreedy() {
        grid.with(new Matcher() {
            @Override
            public String algorithm() {
                return "slow";
            }

            @Override
            public Matching match(MatchingProblem problem) {
                throw new MatchingUnavailable("took 10 s of 2 s");
            }
        });
        assertThatThrownBy(() -> grid.match(KEY)).isInstanceOf(MatchingUnavailable.class);
        assertThat(grid.market().perform(Task.MATCH_GREEDILY, KEY)).isEqualTo("1 matches by greedy");
        assertThat(grid.market().perform(Task.MATCH, KEY)).isEqualTo("1 matches by greedy");
        assertThat(grid.journal()
                        .read(KEY)
                        .first(MatchingResult.class)
                        .orElseThrow()
                        .algorithm())
                .isEqualTo("greedy");
    }

    @Test
    void aPeriodWhoseAnchorTargetIsDownIsSealedAndAnchoredLater() {
        grid.ledger().takeAnchorTargetDown();
        assertThatExceptionOfType(AnchorUnavailable.class).isThrownBy(() -> grid.run(KEY));
        assertThat(grid.market().perform(Task.QUEUE_ANCHOR, KEY)).startsWith("settled, not yet anchored");
        assertThat(grid.ledger().blocks()).hasSize(2);
        assertThat(grid.ledger().anchored()).isZero();
        grid.ledger().bringAnchorTargetUp();
        grid.market().perform(Task.ANCHOR, KEY);
        assertThat(grid.ledger().anchored()).isEqualTo(2);
    }

    @Test
    void theFirstStepsSayHowManyStandAndHowManyBid() {
        assertThat(grid.market().perform(Task.COLLECT_BIDS, KEY)).isEqualTo("1 EVs stand by");
        assertThat(grid.market().perform(Task.FORECAST, KEY)).isEqualTo("1 prosumers bid");
    }

    @Test
    void aQueuedPeriodIsSealed() {
        grid.match(KEY);
        grid.market().perform(Task.MEASURE_EXCHANGE, KEY);
        grid.market().perform(Task.SETTLE, KEY);
        grid.market().perform(Task.QUEUE_ANCHOR, KEY);
        assertThat(grid.ledger().blocks()).hasSize(2);
    }
}
