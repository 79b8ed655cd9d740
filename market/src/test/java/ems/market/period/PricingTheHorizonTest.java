package ems.market.period;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import ems.market.fixture.BrokenMatcher;
import ems.market.fixture.PaperGrid;
import ems.market.horizon.FindHorizonPrice;
import ems.market.ledger.Identities;
import ems.market.matching.ComparedWithOptimal;
import ems.market.party.ElectricVehicle;
import ems.market.party.FleetFill;
import ems.market.party.PeriodKey;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.quantity.HorizonPrice;
import ems.market.record.AgentKey;
import ems.market.record.Entry;
import ems.market.record.HorizonEntry;
import ems.market.record.Match;
import ems.market.record.MatchingResult;
import ems.market.record.PeriodRecord;
import ems.market.record.ShadowPrice;
import ems.market.record.SignedBid;
import ems.market.record.Step;
import ems.market.record.VehicleBid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** L1 has 0.06 kWh over and L2 needs 0.12 kWh, and there is one EV: without a price it serves L2. */
class PricingTheHorizonTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final ProsumerId L2 = new ProsumerId("L2");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");
    private static final HorizonPrice HALF = new HorizonPrice(500);
    private static final Energy SMALL = Energy.ofKilowattHours("0.06");
    private static final Energy LARGE = Energy.ofKilowattHours("0.12");
    /** Of a window from 15.9 to 63.6 kWh. */
    private static final FleetFill FILL = new FleetFill(Energy.ofKilowattHours("24.1"), Energy.ofKilowattHours("47.7"));

    private static PaperGrid grid() {
        return PaperGrid.of(List.of(L1, L2), PaperGrid.car(EV1)).opened(Energy.ofKilowattHours("40"));
    }

    /** The second period, so that the EV may release. */
    private static PeriodRecord matched(PaperGrid grid) {
        measured(grid, 0);
        grid.run(PaperGrid.period(0));
        measured(grid, 1);
        return grid.match(PaperGrid.period(1));
    }

    private static void measured(PaperGrid grid, int number) {
        PeriodKey key = PaperGrid.period(number);
        grid.parked(EV1, key).measured(L1, key, PaperGrid.surplus("0.01")).measured(L2, key, PaperGrid.demand("0.02"));
    }

    private static MatchingResult result(PeriodRecord period) {
        return period.first(MatchingResult.class).orElseThrow();
    }

    private static List<String> texts(PeriodRecord period) {
        return period.entries().map(Entry::text).toList();
    }

    @Test
    void withoutAPriceNothingIsRecordedOfIt() {
        var period = matched(grid());
        assertThat(period.all(HorizonEntry.class)).isEmpty();
        assertThat(period.horizonPrice()).isEmpty();
        assertThat(period.all(Match.class)).extracting(Match::prosumer).containsExactly(L2);
        assertThat(result(period).worth()).isEmpty();
        assertThat(texts(matched(grid().with(FindHorizonPrice.OFF)))).isEqualTo(texts(period));
    }

    @Test
    void thePriceIsRecordedWithTheFillThatItWasAskedFor() {
        List<FleetFill> asked = new ArrayList<>();
        var grid = grid();
        measured(grid, 0);
        var period = grid.with((key, fill) -> {
                    asked.add(fill.get());
                    return Optional.of(HALF);
                })
                .match(PaperGrid.period(0));
        assertThat(asked).containsExactly(FILL);
        assertThat(period.all(HorizonEntry.class)).containsExactly(new HorizonEntry(HALF, FILL));
        assertThat(period.horizonPrice()).contains(HALF);
    }

    /** 1.6 x 0.06 kWh count more than 0.4 x 0.12 kWh; no energy is scaled. */
    @Test
    void storingCountsMore() {
        var period = matched(grid().with(FindHorizonPrice.always(new HorizonPrice(600))));
        assertThat(period.all(Match.class))
                .extracting(Match::prosumer, Match::forecastEnergy)
                .containsExactly(tuple(L1, SMALL));
        long stored = 1_600 * SMALL.millijoules();
        assertThat(result(period).forecastEnergy()).isEqualTo(SMALL);
        assertThat(result(period).bound()).isEqualTo(new Energy(stored));
        assertThat(result(period).worth()).contains(new MatchingResult.Worth(new Energy(stored), new Energy(stored)));
        assertThat(result(period).isProved()).isTrue();
        assertThat(result(period).regret()).isEqualTo(Energy.ZERO);
        assertThat(result(period).most()).isEqualTo(new Energy(stored / 1_000));
        assertThat(period.all(ShadowPrice.class))
                .containsExactly(new ShadowPrice(EV1, new Energy(400 * LARGE.millijoules())));
    }

    /** First come is L1; the best, released at 1.5 x 0.12 kWh, counts 0.18 kWh, and L1 0.5 x 0.06 kWh. */
    @Test
    void aGreedyGridTellsWhatItLosesAsCounted() {
        var period =
                matched(grid().with(new ComparedWithOptimal()).with(FindHorizonPrice.always(new HorizonPrice(-500))));
        assertThat(period.all(Match.class)).extracting(Match::prosumer).containsExactly(L1);
        assertThat(result(period).algorithm()).isEqualTo("greedy");
        assertThat(result(period).regret()).isEqualTo(Energy.ofKilowattHours("0.15"));
        assertThat(result(period).regretOfGreedy()).isEqualTo(Energy.ofKilowattHours("0.15"));
        assertThat(result(period).isProved()).isFalse();
    }

    @Test
    void theFallbackIsMeasuredUnderTheSamePrice() {
        var grid = grid();
        measured(grid, 0);
        grid.with(FindHorizonPrice.always(HALF)).with(new BrokenMatcher(new IllegalStateException("no free column")));
        assertThatThrownBy(() -> grid.match(PaperGrid.period(0))).hasMessageContaining("no free column");
        grid.with(FindHorizonPrice.always(new HorizonPrice(-990)));
        grid.market().perform(Task.MATCH_GREEDILY, PaperGrid.period(0));
        var period = grid.journal().read(PaperGrid.period(0));
        assertThat(period.horizonPrice()).contains(HALF);
        assertThat(result(period).worth())
                .contains(new MatchingResult.Worth(
                        new Energy(1_500 * SMALL.millijoules()), new Energy(1_500 * SMALL.millijoules())));
    }

    /** What an EV signs for, or whether it may take part at all, changes its bid and not what the fleet holds. */
    @Test
    void anEvThatHidesEnergyDoesNotChangeTheFill() {
        List<FleetFill> asked = new ArrayList<>();
        for (String most : List.of("40", "0.01")) {
            var cars = PaperGrid.of(List.of(L1), PaperGrid.car(EV1), PaperGrid.car(EV2))
                    .opened(
                            Energy.ofKilowattHours("40"),
                            new Identities(
                                    Optional.empty(), List.of(new AgentKey(EV1, AgentKey.BIDS, "A".repeat(43)))));
            var energy = Energy.ofKilowattHours(most);
            cars.with(key -> List.of(new SignedBid(EV1, 1, energy, energy, "e.e.e")))
                    .with((key, fill) -> {
                        asked.add(fill.get());
                        return Optional.of(HALF);
                    })
                    .parked(EV1, PaperGrid.period(0))
                    .parked(EV2, PaperGrid.period(0))
                    .measured(L1, PaperGrid.period(0), PaperGrid.surplus("0.01"));
            cars.market().perform(Task.COLLECT_BIDS, PaperGrid.period(0));
            cars.market().perform(Task.FORECAST, PaperGrid.period(0));
            cars.market().perform(Task.VERIFY_AND_LIMIT, PaperGrid.period(0));
        }
        var both = new FleetFill(FILL.held().plus(FILL.held()), FILL.capacity().plus(FILL.capacity()));
        assertThat(asked).containsExactly(both, both);
    }

    @Test
    void aRepeatedStepAsksForNoOtherPrice() {
        var grid = grid();
        measured(grid, 0);
        grid.with(FindHorizonPrice.always(HALF)).match(PaperGrid.period(0));
        grid.with(FindHorizonPrice.OFF).match(PaperGrid.period(0));
        assertThat(grid.journal().read(PaperGrid.period(0)).horizonPrice()).contains(HALF);
    }

    /** Its sums would leave their range. */
    @Test
    void nobodyCountsWhatTheFleetHoldsWhereThereIsNoPrice() {
        var grid = PaperGrid.of(List.of(L1), boundless(EV1), boundless(EV2)).opened(Energy.ofKilowattHours("40"));
        grid.parked(EV1, PaperGrid.period(0))
                .parked(EV2, PaperGrid.period(0))
                .measured(L1, PaperGrid.period(0), PaperGrid.surplus("0.01"));
        grid.market().perform(Task.COLLECT_BIDS, PaperGrid.period(0));
        grid.market().perform(Task.FORECAST, PaperGrid.period(0));
        grid.market().perform(Task.VERIFY_AND_LIMIT, PaperGrid.period(0));
        assertThat(grid.journal().read(PaperGrid.period(0)).all(VehicleBid.class))
                .hasSize(2);
    }

    private static ElectricVehicle boundless(VehicleId id) {
        return new ElectricVehicle(id, new Energy(Long.MAX_VALUE), Energy.ZERO, Optional.empty());
    }

    @Test
    void whatTheFleetHoldsIsCountedOnce() {
        var grid = grid();
        measured(grid, 0);
        List<FleetFill> told = new ArrayList<>();
        var period = grid.with((key, fill) -> {
                    told.add(fill.get());
                    told.add(fill.get());
                    return Optional.of(HALF);
                })
                .match(PaperGrid.period(0));
        assertThat(told).hasSize(2).allMatch(fill -> fill == told.get(0));
        assertThat(period.first(HorizonEntry.class).orElseThrow().fill()).isEqualTo(told.get(0));
    }

    @Test
    void aPeriodThatWasNeverOpenedHasNone() {
        var grid = grid().with(FindHorizonPrice.always(HALF));
        grid.market().perform(Task.VERIFY_AND_LIMIT, PaperGrid.period(0));
        assertThat(grid.journal().read(PaperGrid.period(0)).has(Step.VERIFY_AND_LIMIT))
                .isTrue();
        assertThat(grid.journal().read(PaperGrid.period(0)).horizonPrice()).isEmpty();
    }
}
