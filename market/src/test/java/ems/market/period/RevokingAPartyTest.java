package ems.market.period;

import java.util.List;

import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.Revocation;
import ems.market.record.VehicleBid;

import static ems.market.fixture.PaperGrid.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class RevokingAPartyTest {

    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId EV2 = new VehicleId("EV2");

    private final PaperGrid grid = PaperGrid.of(List.of(), PaperGrid.car(EV1), PaperGrid.car(EV2))
            .opened(Energy.ofKilowattHours("50"))
            .parked(EV1, period(0))
            .parked(EV2, period(0));

    @Test
    void holdsFromTheNextPeriodOn() {
        grid.market().revoke(period(0), EV1, "stolen");
        assertThat(grid.run(period(0)).all(VehicleBid.class)).hasSize(2);
        assertThat(grid.run(period(1)).all(VehicleBid.class))
                .extracting(VehicleBid::vehicle)
                .containsExactly(EV2);
    }

    @Test
    void twiceChangesNothing() {
        grid.market().revoke(period(0), EV1, "stolen");
        grid.market().revoke(period(0), EV1, "sold");
        assertThat(grid.journal().read(period(0)).all(Revocation.class)).containsExactly(new Revocation(EV1, "stolen"));
    }

    @Test
    void aSecondPartyInOnePeriodIsNotForgottenInSilence() {
        grid.market().revoke(period(0), EV1, "stolen");
        assertThatIllegalStateException()
                .isThrownBy(() -> grid.market().revoke(period(0), EV2, "sold"))
                .withMessageContaining("vehicle:EV2");
        grid.market().revoke(period(1), EV2, "sold");
    }

    @Test
    void aPeriodThatHasEndedCannotRevoke() {
        grid.run(period(0));
        grid.market().abandon(period(1), "missed");
        assertThatIllegalStateException().isThrownBy(() -> grid.market().revoke(period(0), EV1, "stolen"));
        assertThatIllegalStateException().isThrownBy(() -> grid.market().revoke(period(1), EV1, "stolen"));
    }
}
