package ems.forecasting.federation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import ems.market.party.ProsumerId;
import ems.market.quantity.MatchingPeriod;
import ems.market.record.Entry;
import ems.market.record.GlobalModel;
import ems.market.record.ModelRefusal;
import ems.market.record.ModelUpdate;

/**
 * A grid's global model, from merge to merge. A merge takes what has arrived by then and waits for nobody; each makes a
 * version, if only of nothing.
 */
public final class Federation {

    static final String SILENT = "nothing came";
    static final String STRANGER = "it is of nobody in this grid";

    /** So many files are in memory together. */
    private static final int AT_ONCE = 250;

    private final MergeRules rules;
    private final ModelStore store;
    private GlobalParameters current;

    /** Goes on from a model that is kept already. */
    public Federation(MergeRules rules, ModelStore store, GlobalParameters current) {
        this.rules = rules;
        this.store = store;
        this.current = current;
    }

    public GlobalParameters current() {
        return current;
    }

    /** Keeps the model that the grid starts with, and returns the entries that the model contract records of it. */
    public List<Entry> begin() {
        return List.of(kept("initial", 0));
    }

    /**
     * Merges, and returns the entries that the model contract records: each update that went in, each that did
     * not with its reason, each prosumer that sent none, then the new version.
     *
     * @param arrived in order of arrival
     * @param expected everyone who could have sent an update, or would have if the draw had been another
     * @param draw who was to learn from the current model
     */
    public List<Entry> merge(List<Update> arrived, List<ProsumerId> expected, LearnerDraw draw, MatchingPeriod at) {
        var known = Set.copyOf(expected);
        List<Update> admitted = new ArrayList<>();
        List<ModelRefusal> barred = new ArrayList<>();
        for (Update update : arrived) {
            bar(update, known, draw)
                    .ifPresentOrElse(
                            reason -> barred.add(new ModelRefusal(update.prosumer(), reason)),
                            () -> admitted.add(update));
        }
        var merge = Merge.of(current, admitted, rules, at);
        current = merge.next();
        List<Entry> entries = new ArrayList<>(keptUpdates(merge.merged()));
        for (Merge.Refusal refused : merge.refused()) {
            entries.add(new ModelRefusal(refused.update().prosumer(), refused.reason()));
        }
        entries.addAll(barred);
        return withTheSilentOnes(
                entries,
                expected,
                draw,
                kept(rules.method().words(), merge.merged().size()));
    }

    /** Why an update stays out whatever it holds. Who was drawn before and is late may still deliver. */
    private Optional<String> bar(Update update, Set<ProsumerId> known, LearnerDraw draw) {
        if (!known.contains(update.prosumer())) {
            return Optional.of(STRANGER);
        }
        return update.base() == current.version() ? draw.refusal(update.prosumer()) : Optional.empty();
    }

    private List<ModelUpdate> keptUpdates(List<Update> merged) {
        List<ModelUpdate> entries = new ArrayList<>();
        for (int from = 0; from < merged.size(); from += AT_ONCE) {
            var some = merged.subList(from, Math.min(merged.size(), from + AT_ONCE));
            Map<String, ModelFile> files = new LinkedHashMap<>();
            for (Update update : some) {
                var file = update.file(current.shape());
                files.put(ModelStore.update(current.version(), update.prosumer().text()), file);
                entries.add(new ModelUpdate(update.prosumer(), update.base(), update.samples(), file.hash()));
            }
            store.keepAll(files);
        }
        return entries;
    }

    /**
     * Merges masked updates. The file that is kept of an update, and named by its hash, is the masked one.
     *
     * @param announced of different prosumers, and within the rules
     * @param stayedOut those whose own check kept them from announcing themselves
     */
    List<Entry> mergeMasked(
            List<Announcement> announced,
            List<MaskedUpdate> delivered,
            List<ModelRefusal> stayedOut,
            List<ProsumerId> expected,
            LearnerDraw draw,
            MatchingPeriod at) {
        var mean = SecureMean.of(current, announced, delivered, rules, at);
        current = mean.next();
        List<Entry> entries = new ArrayList<>();
        for (MaskedUpdate update : mean.merged()) {
            entries.add(kept(update.prosumer(), update.base(), update.samples(), update.file()));
        }
        entries.addAll(stayedOut);
        mean.refusal()
                .ifPresent(reason -> announced.stream()
                        .map(Announcement::prosumer)
                        .sorted()
                        .forEach(prosumer -> entries.add(new ModelRefusal(prosumer, reason))));
        return withTheSilentOnes(
                entries,
                expected,
                draw,
                kept(rules.method().words(), mean.merged().size()));
    }

    private static List<Entry> withTheSilentOnes(
            List<Entry> entries, List<ProsumerId> expected, LearnerDraw draw, GlobalModel model) {
        Set<ProsumerId> silent = new TreeSet<>(expected);
        for (Entry entry : entries) {
            silent.remove(entry instanceof ModelUpdate update ? update.prosumer() : ((ModelRefusal) entry).prosumer());
        }
        silent.forEach(prosumer ->
                entries.add(new ModelRefusal(prosumer, draw.refusal(prosumer).orElse(SILENT))));
        entries.add(model);
        return entries;
    }

    private ModelUpdate kept(ProsumerId prosumer, int base, long samples, ModelFile file) {
        store.keep(ModelStore.update(current.version(), prosumer.text()), file);
        return new ModelUpdate(prosumer, base, samples, file.hash());
    }

    private GlobalModel kept(String method, int merged) {
        var file = current.file();
        store.keep(ModelStore.global(current.version()), file);
        return new GlobalModel(current.version(), current.at(), method, merged, file.hash());
    }
}
