package ems.market.period;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.party.EnergyInventory;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.Abandonment;
import ems.market.record.Exchange;
import ems.market.record.Match;
import ems.market.record.Rejection;
import ems.market.record.SettlementLine;
import ems.market.record.VehicleStanding;

import static ems.market.fixture.PaperGrid.period;
import static org.assertj.core.api.Assertions.assertThat;

class EndingAPeriodTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");

    private final PaperGrid grid = PaperGrid.of(List.of(L1), PaperGrid.car(EV1)).opened(Energy.ofKilowattHours("50"));

    @BeforeEach
    void aSurplusInEachOfThreePeriods() {
        for (int number = 0; number < 3; number++) {
            grid.parked(EV1, period(number)).measured(L1, period(number), PaperGrid.surplus("0.01"));
        }
    }

    @Test
    void withoutBidsTheLaterStepsFindNothingToDo() {
        var market = grid.market();
        market.perform(Task.FORECAST, period(0));
        assertThat(market.perform(Task.VERIFY_AND_LIMIT, period(0))).isEqualTo("0 EVs bid, 0 parties refused");
        assertThat(market.perform(Task.MATCH, period(0))).isEqualTo("0 matches by optimal");
        assertThat(market.perform(Task.MEASURE_EXCHANGE, period(0))).isEqualTo("0 exchanges");
        assertThat(market.perform(Task.SETTLE, period(0))).isEqualTo("0 lines settled");
        market.perform(Task.ANCHOR, period(0));
        assertThat(held()).isEqualTo(Energy.ofKilowattHours("50"));
    }

    @Test
    void withoutMeasurementNothingIsSettled() {
        grid.match(period(0));
        assertThat(grid.market().perform(Task.SETTLE, period(0)))
                .isEqualTo("nothing to settle: the exchange was not measured");
        assertThat(held()).isEqualTo(Energy.ofKilowattHours("50"));
    }

    @Test
    void aSkippedSettlementIsAbandonedInTheLedger() {
        grid.match(period(0));
        grid.market().perform(Task.MEASURE_EXCHANGE, period(0));
        assertThat(grid.market().perform(Task.ANCHOR, period(0))).isEqualTo("abandoned and anchored at height 1");
        assertThat(grid.ledger().blocks().get(1).all(Abandonment.class))
                .containsExactly(new Abandonment("the settlement was skipped"));
    }

    /** Otherwise nobody could tell a skipped matching from one that was left out of the ledger. */
    @Test
    void aSkippedMatchingIsAbandonedInTheLedger() {
        var market = grid.market();
        market.perform(Task.COLLECT_BIDS, period(0));
        market.perform(Task.FORECAST, period(0));
        market.perform(Task.VERIFY_AND_LIMIT, period(0));
        assertThat(market.perform(Task.MEASURE_EXCHANGE, period(0))).isEqualTo("0 exchanges");
        assertThat(market.perform(Task.SETTLE, period(0))).isEqualTo("nothing to settle: the period was not matched");
        assertThat(market.perform(Task.ANCHOR, period(0))).isEqualTo("abandoned and anchored at height 1");
        assertThat(grid.ledger().blocks().get(1).all(Abandonment.class))
                .containsExactly(new Abandonment("the matching was skipped"));
        grid.run(period(1));
        assertThat(held()).isEqualTo(Energy.ofKilowattHours("50.06"));
    }

    @Test
    void anAbandonedPeriodFreesItsEvs() {
        grid.match(period(0));
        assertThat(grid.market().abandon(period(0), "operator")).isEqualTo("sealed at height 1");
        grid.market().perform(Task.COLLECT_BIDS, period(1));
        assertThat(grid.journal().read(period(1)).all(VehicleStanding.class)).hasSize(1);
    }

    @Test
    void abandoningTwiceChangesNothing() {
        grid.match(period(0));
        grid.market().abandon(period(0), "operator");
        grid.market().abandon(period(0), "another reason");
        assertThat(grid.journal().read(period(0)).all(Abandonment.class)).containsExactly(new Abandonment("operator"));
    }

    @Test
    void aSettledPeriodIsNotAbandoned() {
        var settled = grid.run(period(0));
        grid.market().abandon(period(0), "operator");
        assertThat(grid.journal().read(period(0))).isEqualTo(settled);
    }

    @Test
    void aMissedPeriodIsAbandonedWithoutHavingBegun() {
        grid.market().abandon(period(0), "missed");
        assertThat(grid.ledger().blocks().get(1).entries()).containsExactly(new Abandonment("missed"));
    }

    @Test
    void anAbandonedPeriodIsNeverSettledLater() {
        grid.match(period(0));
        grid.market().perform(Task.MEASURE_EXCHANGE, period(0));
        grid.market().abandon(period(0), "operator");
        grid.run(period(1));
        assertThat(grid.market().perform(Task.SETTLE, period(0))).isEqualTo("0 lines settled");
        assertThat(held()).isEqualTo(Energy.ofKilowattHours("50.06"));
        assertThat(grid.journal().read(period(0)).entries().toList())
                .isEqualTo(grid.ledger().blocks().get(1).entries().toList());
    }

    /** The step looks, the operator abandons, the step writes: whoever writes second does nothing. */
    @Test
    void aPeriodThatIsAbandonedWhileItSettlesIsNotSettled() {
        grid.match(period(0));
        grid.market().perform(Task.MEASURE_EXCHANGE, period(0));
        var before = grid.journal().read(period(0));
        grid.market().abandon(period(0), "operator");
        grid.journal().readOnceMore(before);
        assertThat(grid.market().perform(Task.SETTLE, period(0))).isEqualTo("0 lines settled");
        assertThat(held()).isEqualTo(Energy.ofKilowattHours("50"));
    }

    /** The operator looks, the step settles, the operator abandons: whoever writes second does nothing. */
    @Test
    void aPeriodThatIsSettledWhileItIsAbandonedStaysSettled() {
        grid.match(period(0));
        grid.market().perform(Task.MEASURE_EXCHANGE, period(0));
        var before = grid.journal().read(period(0));
        grid.market().perform(Task.SETTLE, period(0));
        grid.journal().readOnceMore(before);
        assertThat(grid.market().abandon(period(0), "operator")).isEqualTo("sealed at height 1");
        assertThat(grid.ledger().blocks().get(1)).isEqualTo(grid.journal().read(period(0)));
        assertThat(grid.journal().read(period(0)).all(Abandonment.class)).isEmpty();
    }

    @Test
    void aPeriodThatCannotBeSealedYetSaysWhatItWaitsFor() {
        grid.ledger().waitForAnEarlierPeriod();
        assertThat(grid.market().abandon(period(0), "operator")).isEqualTo("an earlier period has not ended");
        assertThat(grid.market().perform(Task.QUEUE_ANCHOR, period(0)))
                .isEqualTo("abandoned, not yet anchored: an earlier period has not ended");
    }

    @Test
    void noStepOfAnAbandonedPeriodDoesAnything() {
        grid.market().abandon(period(0), "missed");
        grid.run(period(0));
        assertThat(grid.journal().read(period(0)).entries()).containsExactly(new Abandonment("missed"));
    }

    /** Otherwise one EV's inventory would be booked twice from the same beginning. */
    @Test
    void aStuckPeriodDoesNotMatchEvsThatALaterPeriodHasSeen() {
        grid.market().perform(Task.COLLECT_BIDS, period(0));
        grid.market().perform(Task.FORECAST, period(0));
        grid.market().perform(Task.VERIFY_AND_LIMIT, period(0));
        grid.run(period(1));
        grid.market().perform(Task.MATCH, period(0));
        var stuck = grid.journal().read(period(0));
        assertThat(stuck.all(Match.class)).isEmpty();
        assertThat(stuck.all(Rejection.class)).singleElement().satisfies(no -> {
            assertThat(no.party()).isEqualTo(EV1);
            assertThat(no.rule().rule())
                    .isEqualTo("An EV that a later period has seen takes no part in an earlier one");
        });
    }

    @Test
    void allThatIsStoredStaysOnTheBooksThoughAPeriodWasStuck() {
        grid.market().perform(Task.COLLECT_BIDS, period(0));
        grid.run(period(1));
        grid.run(period(0));
        grid.run(period(2));
        Energy stored = grid.journal().all().stream()
                .flatMap(record -> record.all(SettlementLine.class).stream())
                .map(SettlementLine::energy)
                .reduce(Energy.ZERO, Energy::plus);
        assertThat(held()).isEqualTo(Energy.ofKilowattHours("50").plus(stored));
        assertThat(grid.journal().read(period(2)).all(Exchange.class)).hasSize(6);
    }

    private Energy held() {
        return grid.journal()
                .inventory(PaperGrid.GRID, EV1)
                .map(EnergyInventory::energy)
                .orElseThrow();
    }
}
