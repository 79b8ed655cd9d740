package ems.forecasting.federation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import ems.forecasting.federation.MergeRules.Method;
import ems.market.party.ProsumerId;

import static ems.forecasting.federation.Updates.ONE;
import static ems.forecasting.federation.Updates.SMALL;
import static ems.forecasting.federation.Updates.update;
import static ems.forecasting.federation.Updates.zero;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MergeTest {

    private static final MergeRules RULES = new MergeRules(8, 1_000, 2, Method.MEAN);

    @Test
    void updatesWeighByTheirSamples() {
        var merge = merge(update("L1", 5, 300, 0.1f), update("L2", 5, 100, 0.5f));
        assertThat(merge.next().values()[0]).isCloseTo(0.2f, within(1e-7f));
        assertThat(merge.next().version()).isEqualTo(6);
        assertThat(merge.next().at()).isEqualTo(ONE);
    }

    @Test
    void anUpdateOfAnOlderBaseWeighsHalfAThirdAndSoOn() {
        assertThat(merge(update("L1", 4, 200, 0.3f), update("L2", 5, 100, 0)).refused())
                .hasSize(1);
        var oneOlder = merge(update("L1", 4, 200, 0.3f), update("L2", 5, 100, -0.1f));
        assertThat(oneOlder.next().values()[0]).isCloseTo(0.1f, within(1e-7f));
        var twoOlder = merge(update("L1", 3, 300, 0.3f), update("L2", 5, 100, -0.1f));
        assertThat(twoOlder.next().values()[0]).isCloseTo(0.1f, within(1e-7f));
    }

    @Test
    void aFewSamplesOfAnOldBaseStillCount() {
        assertThat(merge(update("L1", 3, 1, 0.3f)).next().values()[0]).isCloseTo(0.3f, within(1e-7f));
    }

    @ParameterizedTest
    @EnumSource(names = {"MEAN", "TRIMMED_MEAN"})
    void withoutUpdatesTheModelStays(Method method) {
        var merge = Merge.of(zero(5), List.of(), new MergeRules(8, 1_000, 2, method), ONE);
        assertThat(merge.merged()).isEmpty();
        assertThat(merge.next().values()).isEqualTo(zero(5).values());
        assertThat(merge.next().version()).isEqualTo(6);
    }

    @Property(tries = 200)
    void theOrderOfArrivalDoesNotMatterToTheBits(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int pairs, @ForAll boolean trimmed) {
        var updates = new ArrayList<Update>(IntStream.range(0, pairs)
                .mapToObj(pair -> Updates.random("L" + pair, 5 - pair % 3, seed + pair))
                .toList());
        var rules = new MergeRules(8, 1_000, 2, trimmed ? Method.TRIMMED_MEAN : Method.MEAN);
        var first = Merge.of(zero(5), updates, rules, ONE);
        Collections.shuffle(updates, new Random(seed));
        var second = Merge.of(zero(5), updates, rules, ONE);
        assertThat(first.merged()).hasSize(pairs).isEqualTo(second.merged());
        assertThat(second.next().file().hash()).isEqualTo(first.next().file().hash());
    }

    @Test
    void theSecondUpdateOfAProsumerStaysOut() {
        var merge = merge(update("L1", 5, 100, 0.1f), update("L1", 5, 100, 0.9f));
        assertThat(merge.merged()).hasSize(1);
        assertThat(reasons(merge)).containsExactly("it is the second one of L1");
        assertThat(merge.next().values()[0]).isCloseTo(0.1f, within(1e-7f));
    }

    @Test
    void afterARefusedUpdateOfAProsumerAGoodOneIsTaken() {
        assertThat(merge(update("L1", 5, 100, 9), update("L1", 5, 100, 0.1f)).merged())
                .hasSize(1);
    }

    @Test
    void numbersThatAreNotFiniteStayOut() {
        assertThat(refusal(update("L1", 5, 100, Float.NaN))).isEqualTo("it holds a number that is not finite");
        assertThat(refusal(update("L1", 5, 100, Float.POSITIVE_INFINITY)))
                .isEqualTo("it holds a number that is not finite");
        var one = update("L1", 5, 100, 0.1f);
        one.change()[7] = Float.NaN;
        assertThat(refusal(one)).isEqualTo("it holds a number that is not finite");
    }

    @Test
    void anUpdateThatChangesNothingStaysOut() {
        assertThat(refusal(update("L1", 5, 100, 0))).isEqualTo("it changes nothing");
    }

    @Test
    void anUpdateThatMovesTooFarStaysOut() {
        float most = (float) (8 / Math.sqrt(SMALL.parameters()));
        assertThat(refusal(update("L1", 5, 100, 1.001f * most))).isEqualTo("it moves by 8.01, the most is 8.00");
        assertThat(merge(update("L1", 5, 100, 0.999f * most)).merged()).hasSize(1);
        assertThat(refusal(update("L1", 5, 100, Float.MAX_VALUE))).startsWith("it moves by");
    }

    @Test
    void anUpdateOfNoneOrTooManySamplesStaysOut() {
        assertThat(refusal(update("L1", 5, 0, 0.1f))).isEqualTo("it has learnt from 0 samples, outside [1, 1000]");
        assertThat(refusal(update("L1", 5, -1, 0.1f))).isEqualTo("it has learnt from -1 samples, outside [1, 1000]");
        assertThat(refusal(update("L1", 5, 1_001, 0.1f)))
                .isEqualTo("it has learnt from 1001 samples, outside [1, 1000]");
        assertThat(merge(update("L1", 5, 1_000, 0.1f)).merged()).hasSize(1);
    }

    /** Whoever was away for a merge may have learnt twice as long, and weighs no more for it. */
    @Test
    void samplesCountForEachMergeSinceTheBase() {
        assertThat(merge(update("L1", 4, 2_000, 0.1f)).merged()).hasSize(1);
        assertThat(refusal(update("L1", 4, 2_001, 0.1f)))
                .isEqualTo("it has learnt from 2001 samples, outside [1, 2000]");
    }

    @Test
    void anUpdateOfAStaleBaseStaysOut() {
        assertThat(refusal(update("L1", 2, 100, 0.1f))).isEqualTo("its base is 3 versions old, the most is 2");
        assertThat(merge(update("L1", 3, 100, 0.1f)).merged()).hasSize(1);
    }

    @Test
    void anUpdateOfABaseThatIsNotThereYetStaysOut() {
        assertThat(refusal(update("L1", 6, 100, 0.1f))).isEqualTo("its base, version 6, is ahead of version 5");
        assertThat(refusal(update("L1", Integer.MAX_VALUE, 100, 0.1f))).contains("is ahead of");
    }

    /** Though it is not stale for a model as young as this. */
    @Test
    void anUpdateOfABaseBelowZeroStaysOut() {
        for (int base : new int[] {-1, Integer.MIN_VALUE}) {
            var merge = Merge.of(zero(0), List.of(update("L1", base, 100, 0.1f)), RULES, ONE);
            assertThat(reasons(merge)).containsExactly("its base, version " + base + ", never was");
        }
    }

    @Test
    void anUpdateOfAnotherNetworkStaysOut() {
        assertThat(refusal(new Update(new ProsumerId("L1"), 5, 100, new float[] {1, 2})))
                .isEqualTo("it has 2 parameters, the model has " + SMALL.parameters());
    }

    private static Merge merge(Update... updates) {
        return Merge.of(zero(5), List.of(updates), RULES, ONE);
    }

    private static String refusal(Update update) {
        var merge = merge(update);
        assertThat(merge.merged()).isEmpty();
        return merge.refused().get(0).reason();
    }

    private static List<String> reasons(Merge merge) {
        return merge.refused().stream().map(Merge.Refusal::reason).toList();
    }
}
