package ems.market.period;

import java.util.List;

import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.TrailSeal;

import static ems.market.fixture.PaperGrid.period;
import static org.assertj.core.api.Assertions.assertThat;

/** A period's record holds the last line of the trail of what people did, if the trail has grown. */
class SealingTheTrailTest {

    private static final TrailSeal THIRD = new TrailSeal(3, "3".repeat(64));
    private static final TrailSeal FIFTH = new TrailSeal(5, "5".repeat(64));

    private final PaperGrid grid = PaperGrid.of(List.of(new ProsumerId("L1")), PaperGrid.car(new VehicleId("EV1")))
            .opened(Energy.ofKilowattHours("50"));

    private List<TrailSeal> sealed(int period) {
        grid.market().perform(Task.COLLECT_BIDS, period(period));
        return grid.journal().read(period(period)).all(TrailSeal.class);
    }

    @Test
    void nobodyActed() {
        assertThat(sealed(0)).isEmpty();
    }

    @Test
    void eachHeadIsRecordedOnce() {
        grid.with(THIRD);
        assertThat(sealed(0)).containsExactly(THIRD);
        assertThat(sealed(1)).isEmpty();
        grid.with(FIFTH);
        assertThat(sealed(2)).containsExactly(FIFTH);
    }

    @Test
    void aPeriodThatComesLateLeavesTheTrailToTheNext() {
        grid.with(THIRD);
        assertThat(sealed(1)).containsExactly(THIRD);
        grid.with(FIFTH);
        assertThat(sealed(0)).isEmpty();
        assertThat(sealed(2)).containsExactly(FIFTH);
    }

    /** The market goes on; who compares the trail with the ledger sees what is missing. */
    @Test
    void aTrailThatWasCutIsNotSealedAgain() {
        grid.with(FIFTH);
        assertThat(sealed(0)).containsExactly(FIFTH);
        grid.with(THIRD);
        assertThat(sealed(1)).isEmpty();
    }
}
