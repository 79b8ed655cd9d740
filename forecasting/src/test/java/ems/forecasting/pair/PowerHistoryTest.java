package ems.forecasting.pair;

import org.junit.jupiter.api.Test;

import static ems.forecasting.pair.Pasts.energy;
import static ems.forecasting.pair.Pasts.period;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PowerHistoryTest {

    private final PowerHistory history = new PowerHistory(10);

    @Test
    void energyOfAMinuteIsMeanPower() {
        history.add(period(100), energy(1.5, 0.25));
        assertThat(history.at(Channel.CONSUMPTION, 100)).isEqualTo(1.5f);
        assertThat(history.at(Channel.PRODUCTION, 100)).isEqualTo(0.25f);
    }

    @Test
    void anEmptyHistoryKnowsNothing() {
        assertThat(history.has(100)).isFalse();
        history.moveTo(100);
        assertThat(history.has(99)).isFalse();
        assertThat(history.oldest()).isEqualTo(100);
    }

    @Test
    void aPeriodThatWasSkippedStaysUnknown() {
        history.add(period(100), energy(1, 0));
        history.add(period(103), energy(2, 0));
        assertThat(history.has(101)).isFalse();
        assertThat(history.has(102)).isFalse();
        assertThat(history.has(103)).isTrue();
        assertThat(history.hasWindow(103, 0)).isTrue();
        assertThat(history.hasWindow(103, 1)).isFalse();
    }

    @Test
    void whatIsOlderThanItsCapacityIsForgotten() {
        for (int each = 100; each < 115; each++) {
            history.add(period(each), energy(each, 0));
        }
        assertThat(history.has(104)).isFalse();
        assertThat(history.at(Channel.CONSUMPTION, 105)).isEqualTo(105);
        assertThat(history.oldest()).isEqualTo(105);
        assertThat(history.has(115)).isFalse();
    }

    @Test
    void timeAloneForgetsToo() {
        history.add(period(100), energy(1, 0));
        history.add(period(104), energy(2, 0));
        history.moveTo(110);
        assertThat(history.oldest()).isEqualTo(100);
        history.moveTo(111);
        assertThat(history.oldest()).isEqualTo(104);
        history.moveTo(1_000);
        assertThat(history.oldest()).isEqualTo(1_000);
        for (int each = 990; each < 1_000; each++) {
            assertThat(history.has(each)).isFalse();
        }
    }

    @Test
    void readingsComeInOrder() {
        history.add(period(100), energy(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> history.add(period(100), energy(1, 0)));
        assertThatIllegalArgumentException().isThrownBy(() -> history.add(period(99), energy(1, 0)));
        history.moveTo(105);
        assertThatIllegalArgumentException().isThrownBy(() -> history.add(period(104), energy(1, 0)));
    }

    /** Or else a pair that was restarted would draw other windows. */
    @Test
    void itsOldestPeriodDependsOnItsContentAlone() {
        for (int each = 50; each < 115; each++) {
            if (each < 100 || each > 107) {
                history.add(period(each), energy(each, 0));
            }
        }
        history.moveTo(116);
        var restarted = new PowerHistory(10);
        for (int each = 108; each < 115; each++) {
            restarted.add(period(each), energy(each, 0));
        }
        restarted.moveTo(116);
        assertThat(history.oldest()).isEqualTo(restarted.oldest()).isEqualTo(108);
        assertThat(history.end()).isEqualTo(restarted.end());
        for (int each = 95; each < 120; each++) {
            assertThat((Float) history.at(Channel.CONSUMPTION, each))
                    .isEqualTo((Float) restarted.at(Channel.CONSUMPTION, each));
        }
    }
}
