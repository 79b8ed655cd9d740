package ems.forecasting.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import ems.forecasting.network.Shape;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.record.ModelUpdate;

/**
 * Makes each recorded merge again, from the files of the model before it and of its updates, and compares the hashes. It
 * needs no readings and no trust in the federation; the rules are the grid's, the method is the recorded one.
 *
 * <p>Where not all learn it also draws those who do again, from the recorded hash of the model before.
 *
 * <p>Not looked at: whether an update was learnt from readings at all, and whether one was refused rightly, since files of
 * refused updates are not kept.
 */
public final class MergeAuditor {

    private final ModelStore store;
    private final MergeRules rules;
    private final Shape shape;

    public MergeAuditor(ModelStore store, MergeRules rules, Shape shape) {
        this.store = store;
        this.rules = rules;
        this.shape = shape;
    }

    /**
     * @param checked how many versions were found to be as recorded, up to the first wrong one
     * @param unchecked versions whose updates are all gone, before any whose updates are there: deleted by age
     * @param wrong the first one that contradicts its record; what comes after it is not looked at
     */
    public record Findings(int checked, List<Integer> unchecked, Optional<Contradiction> wrong) {}

    /** A version that is not what was recorded, and why. */
    public record Contradiction(int version, String reason) {}

    /** @param recorded entries of the model contract, in order; from version 0, or from any later one, which is then believed */
    public Findings audit(List<Entry> recorded) {
        List<Integer> unchecked = new ArrayList<>();
        int checked = 0;
        boolean sawFiles = false;
        Optional<RecordedMerge> before = Optional.empty();
        for (RecordedMerge merge : RecordedMerge.of(recorded)) {
            try {
                if (gone(merge) && !sawFiles && before.isPresent()) {
                    merge.requireInOrder(before.get().model());
                    merge.requireDrawn(before.get());
                    model(merge.model());
                    unchecked.add(merge.model().version());
                } else {
                    check(merge, before);
                    checked++;
                    sawFiles |= before.isPresent() && !merge.updates().isEmpty();
                }
            } catch (IllegalArgumentException contradiction) {
                return new Findings(
                        checked,
                        unchecked,
                        Optional.of(new Contradiction(merge.model().version(), contradiction.getMessage())));
            }
            before = Optional.of(merge);
        }
        return new Findings(checked, unchecked, Optional.empty());
    }

    private boolean gone(RecordedMerge merge) {
        return !merge.updates().isEmpty()
                && merge.updates().stream()
                        .allMatch(update -> store.find(merge.name(update)).isEmpty());
    }

    private void check(RecordedMerge merge, Optional<RecordedMerge> before) {
        if (before.isPresent()) {
            merge.requireInOrder(before.get().model());
            merge.requireDrawn(before.get());
            var again = again(merge, model(before.get().model()));
            RecordedMerge.require(
                    again.file().hash().equals(merge.model().hash()), "its updates merge to another model");
        }
        model(merge.model());
    }

    private GlobalParameters again(RecordedMerge merge, GlobalParameters current) {
        var method = merge.method();
        var at = merge.model().from();
        if (method == MergeRules.Method.SECURE_MEAN) {
            List<MaskedUpdate> masked = new ArrayList<>();
            for (ModelUpdate update : merge.updates()) {
                var file = MaskedUpdate.readFrom(file(merge.name(update), update.hash()), shape.parameters());
                merge.requireSaid(update, file.prosumer(), file.base(), file.samples());
                RecordedMerge.require(
                        file.into() == merge.model().version(), "the update of " + file.prosumer() + " is for another");
                masked.add(file);
            }
            merge.requireAnnounced(rules, current);
            double[] change = SecureMean.change(current, masked);
            rules.refusalOfMean(change).ifPresent(reason -> {
                throw new IllegalArgumentException("nothing should be merged: " + reason);
            });
            return current.moved(change, at);
        }
        List<Update> updates = new ArrayList<>();
        for (ModelUpdate update : merge.updates()) {
            var file = file(merge.name(update), update.hash()).update(shape);
            merge.requireSaid(update, file.prosumer(), file.base(), file.samples());
            updates.add(file);
        }
        var result = Merge.of(current, updates, rules.by(method), at);
        result.refused().stream().findFirst().ifPresent(refused -> {
            throw new IllegalArgumentException(
                    "the update of " + refused.update().prosumer() + " should be refused: " + refused.reason());
        });
        return result.next();
    }

    private GlobalParameters model(GlobalModel recorded) {
        var model = file(ModelStore.global(recorded.version()), recorded.hash()).global(shape);
        RecordedMerge.require(
                model.version() == recorded.version() && model.at().equals(recorded.from()),
                "its file is of version " + model.version() + " from " + model.at());
        return model;
    }

    private ModelFile file(String name, String hash) {
        var file =
                store.find(name).orElseThrow(() -> new IllegalArgumentException("the file of " + name + " is missing"));
        RecordedMerge.require(file.hash().equals(hash), "the file of " + name + " is not the one that was recorded");
        return file;
    }
}
