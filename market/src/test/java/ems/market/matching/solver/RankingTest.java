package ems.market.matching.solver;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RankingTest {

    @Property
    void placesAreSortedByTheirValuesAndEqualsKeepTheirOrder(@ForAll("amounts") List<Long> amounts) {
        long[] values = amounts.stream().mapToLong(Long::longValue).toArray();
        var ranking = Ranking.of(values.clone());
        assertThat(ranking.values()).isSorted().hasSameSizeAs(values);
        assertThat(ranking.places())
                .containsExactly(IntStream.range(0, values.length)
                        .boxed()
                        .sorted(Comparator.comparing(place -> values[place]))
                        .mapToInt(Integer::intValue)
                        .toArray());
    }

    /** Of one digit to all digits. */
    @Provide
    Arbitrary<List<Long>> amounts() {
        return Arbitraries.of(0L, 3L, 1_000_000L, Long.MAX_VALUE)
                .flatMap(most -> Arbitraries.longs().between(0, most).list().ofMaxSize(40));
    }

    @Test
    void manyAreSortedInLargerDigits() {
        long[] values = new Random(5).longs(5_000, 0, 1L << 40).toArray();
        var ranking = Ranking.of(values.clone());
        assertThat(ranking.values()).isSorted();
        for (int k = 0; k < values.length; k++) {
            assertThat(values[ranking.places()[k]]).isEqualTo(ranking.values()[k]);
        }
    }
}
