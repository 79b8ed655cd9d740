package ems.routes.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ems.market.telemetry.MeterReading;
import ems.routes.Grid;

import static ems.routes.Grid.L1;
import static ems.routes.Grid.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class RecentMeterTest {

    private final RecentMeter meter = new RecentMeter(L1);

    @Test
    void of_none_nothing_is_known() {
        assertThat(meter.oldest()).isEmpty();
        assertThat(meter.latest()).isEmpty();
        assertThat(meter.has(NOON)).isFalse();
        assertThat(meter.overlapping(Instant.EPOCH, NOON)).isEmpty();
        assertThat(meter.startingIn(NOON, Instant.MAX)).isEmpty();
    }

    @Test
    void one_that_was_replaced_since_it_was_packed_stays() {
        var packed = List.of(Grid.reading(L1, NOON), Grid.reading(L1, NOON.plusSeconds(10)));
        packed.forEach(meter::put);
        var corrected = Grid.reading(L1, NOON, Duration.ofSeconds(10), 7, 0);
        meter.put(corrected);
        meter.remove(packed);
        assertThat(meter.startingIn(Instant.EPOCH, Instant.MAX)).containsExactly(corrected);
    }

    /** Compared with a sorted map, whatever comes in whichever order, and leaves again. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void it_holds_what_a_sorted_map_holds(long seed) {
        var random = new Random(seed);
        var expected = new TreeMap<Instant, MeterReading>();
        for (int round = 0; round < 40; round++) {
            for (int i = 0; i < 20; i++) {
                var reading = reading(random);
                meter.put(reading);
                expected.put(reading.at(), reading);
            }
            compare(expected, random);
            var leaving = new ArrayList<MeterReading>();
            expected.values().removeIf(reading -> random.nextInt(3) == 0 && leaving.add(reading));
            meter.remove(leaving);
            compare(expected, random);
        }
    }

    private static MeterReading reading(Random random) {
        long[] lengths = {10, 10, 60, 900, 3_600};
        return Grid.reading(
                L1,
                NOON.plusSeconds(10L * random.nextInt(1_000)),
                Duration.ofSeconds(lengths[random.nextInt(lengths.length)]),
                random.nextInt(9_000),
                random.nextInt(9_000));
    }

    private void compare(TreeMap<Instant, MeterReading> expected, Random random) {
        assertThat(meter.startingIn(Instant.EPOCH, Instant.MAX)).containsExactlyElementsOf(expected.values());
        assertThat(meter.oldest()).isEqualTo(expected.keySet().stream().findFirst());
        assertThat(meter.latest())
                .isEqualTo(expected.descendingKeySet().stream().findFirst());
        for (int i = 0; i < 20; i++) {
            var from = NOON.plusSeconds(random.nextInt(10_000) - 100L);
            var to = from.plusSeconds(random.nextInt(700));
            assertThat(meter.has(from)).isEqualTo(expected.containsKey(from));
            assertThat(meter.startingIn(from, to))
                    .containsExactlyElementsOf(expected.subMap(from, to).values());
            assertThat(meter.overlapping(from, to))
                    .containsExactlyElementsOf(expected.values().stream()
                            .filter(reading ->
                                    reading.at().isBefore(to) && reading.end().isAfter(from))
                            .toList());
        }
    }
}
