package ems.forecasting.federation;

import java.util.Arrays;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;

class RanksTest {

    @Property(tries = 500)
    void theLowestNumbersEndBeforeTheRank(
            @ForAll @Size(min = 1, max = 400) long[] numbers, @ForAll @IntRange(min = 0, max = 400) int some) {
        split(numbers, some % (numbers.length + 1));
    }

    @Property(tries = 200)
    void alsoIfManyAreEqual(
            @ForAll @Size(min = 1, max = 200) @IntRange(min = 0, max = 3) int[] numbers,
            @ForAll @IntRange(min = 0, max = 200) int some) {
        split(Arrays.stream(numbers).asLongStream().toArray(), some % (numbers.length + 1));
    }

    private static void split(long[] numbers, int rank) {
        long[] sorted = numbers.clone();
        Arrays.sort(sorted);
        Ranks.split(numbers, 0, numbers.length, rank);
        Arrays.sort(numbers, 0, rank);
        Arrays.sort(numbers, rank, numbers.length);
        assertThat(numbers).containsExactly(sorted);
    }
}
