package ems.market.period;

import java.util.List;

import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.Validators;

import static ems.market.fixture.PaperGrid.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class NamingValidatorsTest {

    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final Validators VOTED =
            new Validators(1, List.of("rsu+0000abcd+ARpc2QcUPDhM"), List.of("old+AAECAw=="));

    private final PaperGrid grid = PaperGrid.of(List.of(), PaperGrid.car(EV1))
            .opened(Energy.ofKilowattHours("50"))
            .parked(EV1, period(0));

    @Test
    void aPeriodCarriesThemOnce() {
        assertThat(grid.market().nameValidators(period(0), VOTED)).isTrue();
        assertThat(grid.market().nameValidators(period(0), VOTED)).isTrue();
        assertThat(grid.run(period(0)).all(Validators.class)).containsExactly(VOTED);
    }

    @Test
    void aPeriodThatChangesARegistrationDoesNot() {
        grid.market().revoke(period(0), EV1, "stolen");
        assertThat(grid.market().nameValidators(period(0), VOTED)).isFalse();
        assertThat(grid.market().nameValidators(period(1), VOTED)).isTrue();
    }

    @Test
    void aPeriodThatALaterOneHasFollowedCannot() {
        grid.run(period(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> grid.market().nameValidators(period(0), VOTED))
                .withMessageContaining("has begun");
    }
}
