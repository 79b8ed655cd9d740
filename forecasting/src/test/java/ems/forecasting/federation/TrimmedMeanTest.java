package ems.forecasting.federation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import ems.forecasting.federation.MergeRules.Method;

import static ems.forecasting.federation.Updates.ONE;
import static ems.forecasting.federation.Updates.SMALL;
import static ems.forecasting.federation.Updates.update;
import static ems.forecasting.federation.Updates.zero;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TrimmedMeanTest {

    private static final MergeRules RULES = new MergeRules(8, 1_000, 2, Method.TRIMMED_MEAN);

    @Test
    void ofFiveTheLowestAndTheHighestDoNotCount() {
        var updates = List.of(
                update("L1", 0, 10, 0.1f),
                update("L2", 0, 10, -1.2f),
                update("L3", 0, 10, 0.2f),
                update("L4", 0, 10, 1.2f),
                update("L5", 0, 20, 0.3f));
        assertThat(merged(updates)[0]).isCloseTo((0.1f + 0.2f + 2 * 0.3f) / 4, within(1e-7f));
    }

    @Test
    void ofThreeAndFourOneOfEachSideDoesNotCount() {
        var updates = List.of(
                update("L1", 0, 10, 0.1f),
                update("L2", 0, 10, -1.2f),
                update("L3", 0, 10, 0.2f),
                update("L4", 0, 10, 1.2f));
        assertThat(merged(updates)[0]).isCloseTo(0.3f / 2, within(1e-7f));
        assertThat(merged(updates.subList(0, 3))[0]).isCloseTo(0.1f, within(1e-7f));
    }

    @Test
    void ofTwoBothCount() {
        var updates = List.of(update("L1", 0, 10, 0.1f), update("L2", 0, 10, 0.3f));
        assertThat(merged(updates)[0]).isCloseTo(0.2f, within(1e-7f));
    }

    @Property(tries = 200)
    void itIsWhatSortingEachParameterGives(@ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int pairs) {
        var updates = honest(pairs, seed);
        float[] merged = merged(updates);
        for (int i = 0; i < SMALL.parameters(); i++) {
            assertThat((double) merged[i]).isCloseTo(naive(updates, i), within(1e-7));
        }
    }

    private static double naive(List<Update> updates, int parameter) {
        var sorted = updates.stream()
                .sorted(Comparator.comparing(update -> update.change()[parameter]))
                .toList();
        int trimmed = updates.size() < 3 ? 0 : Math.max(1, updates.size() / 5);
        var kept = sorted.subList(trimmed, sorted.size() - trimmed);
        double sum = 0;
        double weight = 0;
        for (Update update : kept) {
            sum += (double) update.samples() * update.change()[parameter];
            weight += update.samples();
        }
        return sum / weight;
    }

    @Property(tries = 200)
    void aFifthOfLiarsMovesNoParameterFartherThanTheHonestOnesReach(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int liars) {
        var honest = honest(4 * liars, seed);
        var random = new Random(seed);
        List<Update> all = new ArrayList<>(honest);
        for (int liar = 0; liar < liars; liar++) {
            var poison = update("X" + liar, 0, 1_000, 0);
            for (int i = 0; i < SMALL.parameters(); i++) {
                poison.change()[i] = random.nextBoolean() ? 1.3f : -1.3f;
            }
            all.add(poison);
        }
        var merge = Merge.of(zero(0), all, RULES, ONE);
        assertThat(merge.refused()).isEmpty();
        for (int i = 0; i < SMALL.parameters(); i++) {
            int parameter = i;
            var reach = honest.stream()
                    .mapToDouble(update -> update.change()[parameter])
                    .summaryStatistics();
            assertThat((double) merge.next().values()[i]).isBetween(reach.getMin() - 1e-7, reach.getMax() + 1e-7);
        }
    }

    private static List<Update> honest(int pairs, long seed) {
        return IntStream.range(0, pairs)
                .mapToObj(pair -> Updates.random("L" + pair, 0, seed + pair))
                .toList();
    }

    private static float[] merged(List<Update> updates) {
        return Merge.of(zero(0), updates, RULES, ONE).next().values();
    }
}
