package ems.market.period;

import java.util.List;

import org.junit.jupiter.api.Test;

import ems.market.fixture.PaperGrid;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.market.party.VehicleId;
import ems.market.quantity.Energy;
import ems.market.record.AgentKey;

import static ems.market.fixture.PaperGrid.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ChangingAKeyTest {

    private static final ProsumerId L1 = new ProsumerId("L1");
    private static final VehicleId EV1 = new VehicleId("EV1");
    private static final VehicleId STRANGER = new VehicleId("EV9");

    private final PaperGrid grid = PaperGrid.of(List.of(L1), PaperGrid.car(EV1))
            .opened(Energy.ofKilowattHours("50"))
            .parked(EV1, period(0));

    @Test
    void aPeriodRecordsTheKeyOfAnEvOrOfAHome() {
        grid.market().changeKey(period(0), key(EV1, 'A'));
        grid.market().changeKey(period(1), key(L1, 'B'));
        assertThat(keysOf(0)).containsExactly(key(EV1, 'A'));
        assertThat(keysOf(1)).containsExactly(key(L1, 'B'));
    }

    @Test
    void aStrangerHasNoKeyToChange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid.market().changeKey(period(0), key(STRANGER, 'A')))
                .withMessage("vehicle:EV9 is no member of grid north");
        assertThat(keysOf(0)).isEmpty();
    }

    @Test
    void theSameKeyTwiceChangesNothing() {
        grid.market().changeKey(period(0), key(EV1, 'A'));
        grid.market().changeKey(period(0), key(EV1, 'A'));
        assertThat(keysOf(0)).containsExactly(key(EV1, 'A'));
    }

    @Test
    void aSecondKeyInOnePeriodIsNotForgottenInSilence() {
        grid.market().changeKey(period(0), key(EV1, 'A'));
        assertThatIllegalStateException()
                .isThrownBy(() -> grid.market().changeKey(period(0), key(EV1, 'B')))
                .withMessageEndingWith("change that of vehicle:EV1 in a later period");
        assertThat(keysOf(0)).containsExactly(key(EV1, 'A'));
    }

    @Test
    void theRunningPeriodStillTakesAKey() {
        grid.market().perform(Task.COLLECT_BIDS, period(0));
        grid.market().changeKey(period(0), key(EV1, 'A'));
        assertThat(keysOf(0)).containsExactly(key(EV1, 'A'));
    }

    /** The later period has asked the registry already. */
    @Test
    void aPeriodBeforeOneThatHasBegunTakesNoKeyAndRevokesNobody() {
        grid.market().perform(Task.COLLECT_BIDS, period(1));
        assertThatIllegalStateException()
                .isThrownBy(() -> grid.market().changeKey(period(0), key(EV1, 'A')))
                .withMessage(
                        "the later period 2019-08-04T00:01:00Z has begun: change the registration in a period after"
                                + " it");
        assertThatIllegalStateException().isThrownBy(() -> grid.market().revoke(period(0), EV1, "stolen"));
        assertThat(grid.journal().read(period(0)).steps()).isEmpty();
    }

    private List<AgentKey> keysOf(int number) {
        return grid.journal().read(period(number)).all(AgentKey.class);
    }

    /** A key of 32 bytes that differ by the character it repeats. */
    private static AgentKey key(Party party, char repeated) {
        return new AgentKey(party, AgentKey.BIDS, String.valueOf(repeated).repeat(42) + "A");
    }
}
