package ems.forecasting.federation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import ems.forecasting.federation.MergeRules.Method;
import ems.forecasting.fixture.MemoryOfModels;
import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;

import static ems.forecasting.federation.Updates.ONE;
import static ems.forecasting.federation.Updates.SMALL;
import static ems.forecasting.federation.Updates.update;
import static ems.forecasting.federation.Updates.zero;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SecureMergeTest {

    private static final MergeRules SECURE = new MergeRules(8, 1_000, 2, Method.SECURE_MEAN);
    private static final MergeRules MEAN = new MergeRules(8, 1_000, 2, Method.MEAN);

    private final MemoryOfModels store = new MemoryOfModels();
    private final Federation federation = new Federation(SECURE, store, zero(5));

    @Property(tries = 50)
    void itsBitsAreThoseOfTheMean(@ForAll long seed, @ForAll @IntRange(min = 3, max = 9) int pairs) {
        var updates = updates(pairs, seed);
        var secure = new Federation(SECURE, store, zero(5));
        new SecureRound(secure, SECURE, Uplink.GOOD).merge(updates, prosumers(pairs), LearnerDraw.everybody(), ONE);
        var mean = Merge.of(zero(5), updates, MEAN, ONE).next();
        assertThat(secure.current().values()).isEqualTo(mean.values());
        assertThat(secure.current().file().hash()).isEqualTo(mean.file().hash());
    }

    @Test
    void oneMaskedUpdateAndAnyPartialSumSayNothing() {
        var maskings = updates(5, 1).stream().map(Masking::new).toList();
        var announced = maskings.stream().map(Masking::announcement).toList();
        long[] partial = new long[SMALL.parameters()];
        for (int pair = 0; pair < 4; pair++) {
            long[] masked = maskings.get(pair).masked(announced, zero(5)).values();
            for (int i = 0; i < partial.length; i++) {
                partial[i] += masked[i];
            }
            // weight * change is below 2^40; of 34 random numbers of 64 bits, half and more are above 2^60
            assertThat(large(masked)).isGreaterThan(20);
            assertThat(large(partial)).isGreaterThan(20);
        }
    }

    private static long large(long[] numbers) {
        return Arrays.stream(numbers)
                .filter(number -> Math.abs(number) > 1L << 60)
                .count();
    }

    @Test
    void aMaskIsDrawnAnewForEachMerge() {
        var pairs = updates(3, 1);
        assertThat(masked(pairs, zero(5)).values())
                .isNotEqualTo(masked(pairs, zero(5)).values());
    }

    @Test
    void aMaskHoldsForItsVersionOnly() {
        var maskings = updates(3, 1).stream().map(Masking::new).toList();
        var announced = maskings.stream().map(Masking::announcement).toList();
        assertThat(maskings.get(0).masked(announced, zero(5)).values())
                .isNotEqualTo(maskings.get(0).masked(announced, zero(6)).values());
    }

    private static MaskedUpdate masked(List<Update> updates, GlobalParameters current) {
        var maskings = updates.stream().map(Masking::new).toList();
        return maskings.get(0)
                .masked(maskings.stream().map(Masking::announcement).toList(), current);
    }

    @Test
    void whatIsRecordedAreTheHashesOfTheMaskedFiles() {
        var entries = merge(updates(4, 1), Uplink.GOOD);
        for (ModelUpdate update : of(entries, ModelUpdate.class)) {
            var file =
                    store.find(ModelStore.update(6, update.prosumer().text())).orElseThrow();
            assertThat(file.hash()).isEqualTo(update.hash());
            var masked = MaskedUpdate.readFrom(ModelFile.of(file.bytes()), SMALL.parameters());
            assertThat(masked.prosumer()).isEqualTo(update.prosumer());
            assertThat(masked.into()).isEqualTo(6);
            assertThatIllegalArgumentException().isThrownBy(() -> file.update(SMALL));
            assertThatIllegalArgumentException().isThrownBy(() -> MaskedUpdate.readFrom(file, 33));
        }
        var model = of(entries, GlobalModel.class).get(0);
        assertThat(model.method()).isEqualTo("secure mean");
        assertThat(model.merged()).isEqualTo(4);
    }

    @Test
    void eachCarChecksItsOwnUpdateFirst() {
        var updates = new ArrayList<>(updates(3, 1));
        updates.add(update("L3", 5, 100, Float.NaN));
        updates.add(update("L4", 5, 100, 3));
        updates.add(update("L5", 5, 2_000, 0.1f));
        updates.add(update("L6", 2, 100, 0.1f));
        var entries = merge(updates, Uplink.GOOD);
        assertThat(of(entries, ModelUpdate.class)).hasSize(3);
        assertThat(of(entries, ModelRefusal.class))
                .extracting(refusal -> refusal.prosumer() + ": " + refusal.reason())
                .containsExactly(
                        "L3: it holds a number that is not finite",
                        "L4: it moves by 17.5, the most is 8.00",
                        "L5: it has learnt from 2000 samples, outside [1, 1000]",
                        "L6: its base is 3 versions old, the most is 2");
    }

    @Test
    void ifOneDoesNotDeliverNothingIsMergedAndAllAreToldWhy() {
        var entries = merge(updates(4, 1), without("L2"));
        assertNothingMerged(entries, "L2 announced itself and did not deliver: the sum stays masked");
        assertThat(of(entries, ModelRefusal.class)).hasSize(4);
        assertThat(store.find(ModelStore.update(6, "L0"))).isEmpty();
    }

    @Test
    void aMaskedUpdateThatIsNotWhatWasAnnouncedCountsAsNone() {
        for (int part = 0; part < 4; part++) {
            int changed = part;
            var entries = new SecureRound(new Federation(SECURE, store, zero(5)), SECURE, changing(changed))
                    .merge(updates(4, 1), prosumers(4), LearnerDraw.everybody(), ONE);
            assertNothingMerged(entries, "L0 announced itself and did not deliver: the sum stays masked");
        }
    }

    private static Uplink changing(int part) {
        return masked(sent -> !sent.prosumer().text().equals("L0")
                ? Optional.of(sent)
                : Optional.of(new MaskedUpdate(
                        sent.prosumer(),
                        sent.base() - (part == 0 ? 1 : 0),
                        sent.samples() + (part == 1 ? 1 : 0),
                        sent.into() + (part == 2 ? 1 : 0),
                        part == 3 ? Arrays.copyOf(sent.values(), 7) : sent.values())));
    }

    /** Its own check would have kept it out: a liar leaves that out. */
    @Test
    void ifTheMeanMovesFartherThanOneMayNothingIsMerged() {
        var updates = updates(3, 1);
        float[] poison = new float[SMALL.parameters()];
        Arrays.fill(poison, 30f);
        var liar = new Masking(new Update(new ProsumerId("L2"), 5, 100, poison));
        var maskings = List.of(new Masking(updates.get(0)), new Masking(updates.get(1)), liar);
        var announced = maskings.stream().map(Masking::announcement).toList();
        var delivered = maskings.stream()
                .map(masking -> masking.masked(announced, zero(5)))
                .toList();
        assertNothingMerged(
                federation.mergeMasked(announced, delivered, List.of(), prosumers(3), LearnerDraw.everybody(), ONE),
                reason(announced, delivered));
    }

    private static String reason(List<Announcement> announced, List<MaskedUpdate> delivered) {
        var reason = SecureMean.of(zero(5), announced, delivered, SECURE, ONE)
                .refusal()
                .orElseThrow();
        assertThat(reason)
                .startsWith("the mean of all moves by ")
                .endsWith("the most of each is 8.00: somebody's is beyond it");
        return reason;
    }

    @Test
    void aSumOfTwoIsNotMade() {
        assertNothingMerged(merge(updates(2, 1), Uplink.GOOD), "a sum of 2 hides nobody, the least is 3");
        assertThat(of(
                        new SecureRound(federation, SECURE, Uplink.GOOD)
                                .merge(List.of(), prosumers(3), LearnerDraw.everybody(), ONE),
                        ModelRefusal.class))
                .extracting(ModelRefusal::reason)
                .containsOnly("nothing came");
    }

    @Test
    void aStrangerTakesNoPart() {
        var updates = new ArrayList<>(updates(3, 1));
        updates.add(update("X1", 5, 100, 0.1f));
        var entries = new SecureRound(federation, SECURE, Uplink.GOOD)
                .merge(updates, prosumers(3), LearnerDraw.everybody(), ONE);
        assertThat(of(entries, ModelUpdate.class)).hasSize(3);
        assertThat(of(entries, ModelRefusal.class))
                .containsExactly(new ModelRefusal(new ProsumerId("X1"), "it is of nobody in this grid"));
    }

    private void assertNothingMerged(List<Entry> entries, String reason) {
        assertThat(of(entries, ModelUpdate.class)).isEmpty();
        assertThat(of(entries, ModelRefusal.class))
                .extracting(ModelRefusal::reason)
                .contains(reason);
        var model = of(entries, GlobalModel.class).get(0);
        assertThat(model.merged()).isZero();
        assertThat(store.find(ModelStore.global(model.version()))
                        .orElseThrow()
                        .global(SMALL)
                        .values())
                .isEqualTo(zero(5).values());
    }

    private List<Entry> merge(List<Update> updates, Uplink uplink) {
        return new SecureRound(federation, SECURE, uplink)
                .merge(updates, updates.stream().map(Update::prosumer).toList(), LearnerDraw.everybody(), ONE);
    }

    private static List<Update> updates(int pairs, long seed) {
        return IntStream.range(0, pairs)
                .mapToObj(pair -> Updates.random("L" + pair, 5 - pair % 3, seed + pair))
                .toList();
    }

    private static List<ProsumerId> prosumers(int pairs) {
        return IntStream.range(0, pairs)
                .mapToObj(pair -> new ProsumerId("L" + pair))
                .toList();
    }

    private static <T> List<T> of(List<Entry> entries, Class<T> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Uplink without(String silent) {
        return masked(
                sent -> Optional.of(sent).filter(each -> !each.prosumer().text().equals(silent)));
    }

    private static Uplink masked(Function<MaskedUpdate, Optional<MaskedUpdate>> road) {
        return new Uplink() {
            @Override
            public Arrival carry(ProsumerId prosumer, Optional<Update> sent, MatchingPeriod at) {
                return Uplink.GOOD.carry(prosumer, sent, at);
            }

            @Override
            public Optional<MaskedUpdate> carry(MaskedUpdate sent, MatchingPeriod at) {
                return road.apply(sent);
            }
        };
    }
}
