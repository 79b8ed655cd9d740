package ems.forecasting.pair;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WindowDrawsTest {

    @Test
    void theSameSeedHomeAndPeriodDrawTheSame() {
        assertThat(draws(1, "L1", 100)).isEqualTo(draws(1, "L1", 100));
    }

    @Test
    void anotherSeedHomeOrPeriodDrawsOtherwise() {
        assertThat(draws(1, "L1", 100))
                .isNotEqualTo(draws(2, "L1", 100))
                .isNotEqualTo(draws(1, "L2", 100))
                .isNotEqualTo(draws(1, "L1", 101));
    }

    @Test
    void eachNumberBelowTheBoundComesUpAndNoOther() {
        var draws = WindowDraws.of(7, "L1", 100);
        var drawn = IntStream.range(0, 1_000).map(each -> draws.below(5)).boxed();
        assertThat(drawn).containsOnly(0, 1, 2, 3, 4);
    }

    @Test
    void theLargestBoundDoesNotOverflow() {
        var draws = WindowDraws.of(7, "L1", 100);
        assertThat(IntStream.range(0, 1_000).map(each -> draws.below(Integer.MAX_VALUE)))
                .allMatch(drawn -> drawn >= 0);
    }

    private static List<Integer> draws(long seed, String prosumer, long period) {
        var draws = WindowDraws.of(seed, prosumer, period);
        return IntStream.range(0, 20).mapToObj(each -> draws.below(10_000)).toList();
    }
}
