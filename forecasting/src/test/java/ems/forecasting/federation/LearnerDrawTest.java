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

import ems.forecasting.federation.MergeRules.Method;
import ems.forecasting.fixture.MemoryOfModels;
import ems.market.party.ProsumerId;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;

import static ems.forecasting.federation.Updates.ONE;
import static ems.forecasting.federation.Updates.SMALL;
import static ems.forecasting.federation.Updates.zero;
import static org.assertj.core.api.Assertions.assertThat;

class LearnerDrawTest {

    private static final MergeRules RULES = new MergeRules(8, 1_000, 2, Method.TRIMMED_MEAN);

    private static List<ProsumerId> homes(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(home -> new ProsumerId("L" + home))
                .toList();
    }

    private static List<ProsumerId> learners(LearnerDraw draw, List<ProsumerId> homes) {
        return homes.stream().filter(draw::learns).toList();
    }

    @Property(tries = 100)
    void theLowestTicketsLearnInWhateverOrderTheMembersAreNamed(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int members, @ForAll @IntRange(min = 1) int some) {
        int most = 1 + some % (members - 1);
        var homes = new ArrayList<>(homes(members));
        var model = zero((int) (seed & 0xFFFF));
        var draw = LearnerDraw.of(model, homes, most);
        var learners = learners(draw, homes);
        assertThat(learners).hasSize(most);
        String hash = model.file().hash();
        var last = learners.stream().map(home -> LearnerDraw.ticket(hash, home)).max(String::compareTo);
        assertThat(homes.stream().filter(home -> !draw.learns(home)).map(home -> LearnerDraw.ticket(hash, home)))
                .allMatch(ticket -> ticket.compareTo(last.orElseThrow()) > 0);
        Collections.shuffle(homes, new Random(seed));
        assertThat(learners(LearnerDraw.of(model, homes, most), homes)).hasSameElementsAs(learners);
    }

    @Test
    void asManyAsMayLearnAllLearnAndSoDoThoseWhoArrive() {
        var draw = LearnerDraw.of(zero(0), homes(3), 3);
        assertThat(draw.isSampled()).isFalse();
        assertThat(draw.learns(new ProsumerId("late"))).isTrue();
    }

    @Test
    void anotherModelDrawsOthersInTheLongRunEverybody() {
        var homes = homes(10);
        var drawn = IntStream.range(0, 50)
                .boxed()
                .flatMap(version -> learners(LearnerDraw.of(zero(version), homes, 2), homes).stream())
                .toList();
        assertThat(drawn).containsAll(homes);
    }

    @Test
    void whoWasNotDrawnMayNotDeliverAndWhoWasDrawnBeforeMayBeLate() {
        var homes = homes(4);
        var federation = new Federation(RULES, new MemoryOfModels(), zero(5));
        var draw = LearnerDraw.of(federation.current(), homes, 1);
        var drawn = learners(draw, homes).get(0);
        var others = homes.stream().filter(home -> !home.equals(drawn)).toList();
        var entries = federation.merge(
                List.of(
                        Updates.random(others.get(0).text(), 5, 1),
                        Updates.random(others.get(1).text(), 4, 2),
                        Updates.random(drawn.text(), 5, 3)),
                homes,
                draw,
                ONE);
        assertThat(Entry.all(ModelUpdate.class, entries))
                .extracting(ModelUpdate::prosumer)
                .containsExactlyInAnyOrder(others.get(1), drawn);
        assertThat(Entry.all(ModelRefusal.class, entries))
                .containsExactlyInAnyOrder(
                        new ModelRefusal(others.get(0), "it was not drawn to learn"),
                        new ModelRefusal(others.get(2), "it was not drawn to learn"));
    }

    /** One of two merges of five homes, of which two may learn. */
    private final MemoryOfModels store = new MemoryOfModels();

    private final Federation federation = new Federation(RULES, store, zero(0));
    private final List<Entry> recorded = new ArrayList<>(federation.begin());

    /** @param learners who are let in by somebody who does not care for the draw */
    private void merge(List<ProsumerId> learners) {
        int version = federation.current().version();
        var at = version == 0 ? ONE : ONE.next();
        var made = federation.merge(
                learners.stream()
                        .map(home -> Updates.random(home.text(), version, home.hashCode()))
                        .toList(),
                learners,
                LearnerDraw.everybody(),
                at);
        recorded.addAll(made.subList(0, made.size() - 1));
        homes(5).stream()
                .filter(home -> !learners.contains(home))
                .forEach(home -> recorded.add(new ModelRefusal(home, LearnerDraw.NOT_DRAWN)));
        recorded.add(made.get(made.size() - 1));
    }

    private List<ProsumerId> drawn() {
        return learners(LearnerDraw.of(federation.current(), homes(5), 2), homes(5));
    }

    private MergeAuditor.Findings audit() {
        return new MergeAuditor(store, RULES, SMALL).audit(recorded);
    }

    @Test
    void anAuditorDrawsAgain() {
        merge(drawn());
        merge(drawn());
        assertThat(audit().wrong()).isEmpty();
        assertThat(audit().checked()).isEqualTo(3);
    }

    @Test
    void whoeverLearntInThePlaceOfOneWhoWasDrawnIsFound() {
        merge(drawn());
        var drawn = drawn();
        var order = homes(5).stream()
                .sorted((a, b) -> LearnerDraw.ticket(hash(), a).compareTo(LearnerDraw.ticket(hash(), b)))
                .toList();
        var friend = order.get(4);
        merge(List.of(order.get(0), friend));
        assertThat(drawn).doesNotContain(friend);
        assertThat(audit().wrong())
                .contains(new MergeAuditor.Contradiction(
                        2, friend + " learnt, and " + order.get(1) + " did not, whom the draw puts before it"));
    }

    @Test
    void whoWasThereCannotHaveComeAfterTheDraw() {
        merge(drawn());
        merge(drawn());
        var left = (ModelRefusal) recorded.stream()
                .filter(entry -> entry instanceof ModelRefusal)
                .reduce((before, after) -> after)
                .orElseThrow();
        recorded.set(recorded.lastIndexOf(left), new ModelRefusal(left.prosumer(), LearnerDraw.AFTER_THE_DRAW));
        assertThat(audit().wrong())
                .contains(new MergeAuditor.Contradiction(
                        2, left.prosumer() + " was there when those who learn were drawn"));
    }

    private String hash() {
        return Entry.all(GlobalModel.class, recorded).get(1).hash();
    }
}
