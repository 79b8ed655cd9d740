package ems.forecasting.federation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ems.market.party.ProsumerId;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;

/** A version of the global model, and the updates and refusals that are recorded before it. */
record RecordedMerge(List<ModelUpdate> updates, List<ModelRefusal> refusals, GlobalModel model) {

    /** Entries of other kinds are passed over. */
    static List<RecordedMerge> of(List<Entry> recorded) {
        List<RecordedMerge> merges = new ArrayList<>();
        List<ModelUpdate> updates = new ArrayList<>();
        List<ModelRefusal> refusals = new ArrayList<>();
        for (Entry entry : recorded) {
            if (entry instanceof ModelUpdate update) {
                updates.add(update);
            } else if (entry instanceof ModelRefusal refusal) {
                refusals.add(refusal);
            } else if (entry instanceof GlobalModel model) {
                merges.add(new RecordedMerge(List.copyOf(updates), List.copyOf(refusals), model));
                updates.clear();
                refusals.clear();
            }
        }
        return merges;
    }

    String name(ModelUpdate update) {
        return ModelStore.update(model.version(), update.prosumer().text());
    }

    /** @throws IllegalArgumentException if no method has these words */
    MergeRules.Method method() {
        for (MergeRules.Method method : MergeRules.Method.values()) {
            if (method.words().equals(model.method())) {
                return method;
            }
        }
        throw new IllegalArgumentException("'" + model.method() + "' is no way to merge");
    }

    void requireInOrder(GlobalModel before) {
        require(
                model.version() == before.version() + 1,
                "version " + (before.version() + 1) + " should come after version " + before.version());
        require(
                before.from().isBefore(model.from()),
                "it is used from " + model.from() + ", no later than the one before");
        require(
                model.merged() == updates.size(),
                "it says that " + model.merged() + " updates went in, " + updates.size() + " are recorded");
        Set<ProsumerId> prosumers = updates.stream().map(ModelUpdate::prosumer).collect(Collectors.toSet());
        require(prosumers.size() == updates.size(), "two of its updates are of the same prosumer");
    }

    /**
     * Who learnt was drawn: no ticket of one who was not drawn comes before that of one who was. And nobody came after the draw
     * who is recorded with the version that it was made from.
     */
    void requireDrawn(RecordedMerge before) {
        var order = Comparator.comparing(
                (ProsumerId prosumer) -> LearnerDraw.ticket(before.model().hash(), prosumer));
        prosumersWith(LearnerDraw.NOT_DRAWN).stream()
                .min(order)
                .ifPresent(first -> learners(before.model())
                        .filter(learner -> order.compare(learner, first) > 0)
                        .findFirst()
                        .ifPresent(learner -> {
                            throw new IllegalArgumentException(
                                    learner + " learnt, and " + first + " did not, whom the draw puts before it");
                        }));
        var there = before.recorded();
        prosumersWith(LearnerDraw.AFTER_THE_DRAW).stream()
                .filter(there::contains)
                .findFirst()
                .ifPresent(late -> {
                    throw new IllegalArgumentException(late + " was there when those who learn were drawn");
                });
    }

    private Set<ProsumerId> prosumersWith(String reason) {
        return refusals.stream()
                .filter(refusal -> refusal.reason().equals(reason))
                .map(ModelRefusal::prosumer)
                .collect(Collectors.toSet());
    }

    /** Who learnt from this model, or was to. An update of an older one is of an earlier draw. */
    private Stream<ProsumerId> learners(GlobalModel from) {
        return Stream.concat(
                updates.stream()
                        .filter(update -> update.base() == from.version())
                        .map(ModelUpdate::prosumer),
                prosumersWith(Federation.SILENT).stream());
    }

    private Set<ProsumerId> recorded() {
        var all = refusals.stream()
                .filter(refusal -> !refusal.reason().equals(Federation.STRANGER))
                .map(ModelRefusal::prosumer);
        return Stream.concat(updates.stream().map(ModelUpdate::prosumer), all).collect(Collectors.toSet());
    }

    /** What an update's file says of itself is what was recorded of it. */
    void requireSaid(ModelUpdate update, ProsumerId prosumer, int base, long samples) {
        require(
                update.prosumer().equals(prosumer) && update.base() == base && update.samples() == samples,
                "the file of " + name(update) + " says that it is of " + prosumer + ", base " + base + ", " + samples
                        + " samples");
    }

    /** What can be checked of a secure merge's updates: how many, how old, and of how many samples. */
    void requireAnnounced(MergeRules rules, GlobalParameters current) {
        require(
                updates.isEmpty() || updates.size() >= SecureMean.LEAST,
                "a sum of " + updates.size() + " hides nobody, the least is " + SecureMean.LEAST);
        for (ModelUpdate update : updates) {
            rules.refusal(update.base(), update.samples(), current.version()).ifPresent(reason -> {
                throw new IllegalArgumentException(
                        "the update of " + update.prosumer() + " should be refused: " + reason);
            });
        }
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
