package ems.processes.town;

import java.time.LocalTime;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.party.VehicleId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** A town has a size that a machine can bear, and ports that there are. */
class TownPlanTest {

    private static TownPlan plan(int homes, int port) {
        return new TownPlan(homes, 0, 1, Optional.empty(), port, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void fromOneHomeToAHundred(int homes) {
        assertThat(plan(homes, 0).names()).hasSize(homes);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101})
    void noOtherNumberOfHomes(int homes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(homes, 0))
                .withMessageStartingWith("a town of " + homes + " homes is outside [1, 100]");
    }

    @Test
    void aStationForNoMoreThanEachCarAndByTheRealTime() {
        assertThat(new TownPlan(2, 2, 1, Optional.empty(), 0, 0).cars())
                .extracting(VehicleId::text)
                .containsExactly("EV1", "EV2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TownPlan(2, 3, 1, Optional.empty(), 0, 0))
                .withMessageStartingWith("--stations 3 is outside [0, 2]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TownPlan(2, 1, 20, Optional.empty(), 0, 0))
                .withMessageStartingWith("charging stations live by the real time");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 121})
    void noOtherSpeed(int speed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TownPlan(2, 0, speed, Optional.empty(), 0, 0))
                .withMessage("--speed " + speed + " is outside [1, 120] market seconds per second");
    }

    @Test
    void onlyAFasterMarketBeginsAtAnotherTime() {
        var from = Optional.of(LocalTime.of(10, 30));
        assertThat(new TownPlan(2, 0, 120, from, 0, 0).from()).isEqualTo(from);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TownPlan(2, 0, 1, from, 0, 0))
                .withMessageStartingWith("--from 10:30 is for a faster market");
    }

    @Test
    void pageAndMarketHavePortsOfTheirOwn() {
        assertThat(new TownPlan(2, 0, 1, Optional.empty(), 0, 0).pagePort()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TownPlan(2, 0, 1, Optional.empty(), 8080, 8080))
                .withMessageStartingWith("--page 8080 is the market's --port, too");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void noOtherPort(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(5, port))
                .withMessage("--port " + port + " is outside [0, 65535]");
    }
}
