package ems.market.party;

import org.junit.jupiter.api.Test;

import ems.market.quantity.Energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FleetFillTest {

    private static final OperableWindow WINDOW = new OperableWindow(new Energy(20), new Energy(80));

    private static FleetFill holding(long stored) {
        return FleetFill.NONE.plus(WINDOW, new Energy(stored));
    }

    @Test
    void onlyWhatLiesBetweenFloorAndCeilingCounts() {
        assertThat(holding(50)).isEqualTo(new FleetFill(new Energy(30), new Energy(60)));
        assertThat(holding(20)).isEqualTo(new FleetFill(Energy.ZERO, new Energy(60)));
        assertThat(holding(5)).isEqualTo(new FleetFill(Energy.ZERO, new Energy(60)));
        assertThat(holding(80)).isEqualTo(new FleetFill(new Energy(60), new Energy(60)));
        assertThat(holding(95)).isEqualTo(new FleetFill(new Energy(60), new Energy(60)));
    }

    @Test
    void theFleetIsOneBattery() {
        assertThat(holding(50).plus(new OperableWindow(Energy.ZERO, new Energy(9)), new Energy(4)))
                .isEqualTo(new FleetFill(new Energy(34), new Energy(69)));
    }

    @Test
    void anEvWithoutAWindowDoesNotCount() {
        assertThat(holding(50).plus(new OperableWindow(new Energy(9), new Energy(8)), new Energy(8)))
                .isEqualTo(holding(50));
    }

    @Test
    void itHoldsNoMoreThanItsWindows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FleetFill(new Energy(61), new Energy(60)))
                .withMessageContaining("windows of 60 mJ cannot hold 61 mJ");
    }
}
