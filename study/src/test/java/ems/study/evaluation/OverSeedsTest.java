package ems.study.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ems.study.evaluation.OverSeeds.Worst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class OverSeedsTest {

    /** Source: any printed table of the two-sided 95 % points. */
    @ParameterizedTest
    @CsvSource({"1, 12.706", "2, 4.303", "3, 3.182", "4, 2.776", "9, 2.262", "10, 2.228", "29, 2.045", "120, 1.980"})
    void studentsTIsThatOfTheTables(int degrees, double t) {
        var values = new ArrayList<>(Collections.nCopies(degrees, 0.0));
        values.add(degrees + 1.0);

        assertThat(OverSeeds.of(values, Worst.LARGEST).halfWidth())
                .as("standard error 1")
                .hasValueCloseTo(t, within(5e-4));
    }

    /** Mean 2.5, s² = 5/3, standard error sqrt(5/12), t of 3 degrees 3.18245. */
    @Test
    void theIntervalByHand() {
        var number = OverSeeds.of(List.of(1.0, 2.0, 3.0, 4.0), Worst.LARGEST);

        assertThat(number.mean()).isEqualTo(2.5);
        assertThat(number.halfWidth()).hasValueCloseTo(3.18245 * Math.sqrt(5 / 12.0), within(1e-5));
        assertThat(number.low()).isCloseTo(0.44575, within(1e-4));
        assertThat(number.worst()).isEqualTo(4);
        assertThat(OverSeeds.of(List.of(1.0, 2.0), Worst.SMALLEST).worst()).isEqualTo(1);
    }

    @Test
    void oneSeedHasNoInterval() {
        var number = OverSeeds.of(List.of(7.0), Worst.SMALLEST);

        assertThat(number.halfWidth()).isEmpty();
        assertThat(number.low()).isEqualTo(7);
    }
}
