package ems.market.bill;

import org.junit.jupiter.api.Test;

import ems.market.quantity.Energy;

import static org.assertj.core.api.Assertions.assertThat;

class BatteryFlowsTest {

    private static final BatteryFlows STORED = new BatteryFlows(new Energy(5), Energy.ZERO);
    private static final BatteryFlows RELEASED = new BatteryFlows(Energy.ZERO, new Energy(8));

    @Test
    void whatIsReleasedBeyondWhatWasStoredWasBrought() {
        assertThat(RELEASED.brought()).isEqualTo(new Energy(8));
        assertThat(RELEASED.plus(STORED).brought()).isEqualTo(new Energy(3));
        assertThat(RELEASED.plus(STORED).kept()).isEqualTo(Energy.ZERO);
    }

    @Test
    void whatIsStoredBeyondWhatWasReleasedIsKept() {
        assertThat(STORED.kept()).isEqualTo(new Energy(5));
        assertThat(STORED.brought()).isEqualTo(Energy.ZERO);
        assertThat(STORED.plus(STORED).plus(RELEASED).kept()).isEqualTo(new Energy(2));
        assertThat(BatteryFlows.NOTHING.plus(STORED)).isEqualTo(STORED);
    }

    @Test
    void whoStoresAsMuchAsItReleasesBroughtAndKeptNothing() {
        var even = new BatteryFlows(new Energy(8), Energy.ZERO).plus(RELEASED);
        assertThat(even.brought()).isEqualTo(Energy.ZERO);
        assertThat(even.kept()).isEqualTo(Energy.ZERO);
    }
}
