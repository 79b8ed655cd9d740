package ems.forecasting.federation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ems.market.forecast.GlobalModel;
import ems.market.forecast.ModelRefusal;
import ems.market.forecast.ModelUpdate;
import ems.market.party.ProsumerId;
import ems.market.period.MatchingPeriod;
import ems.market.record.Entry;

/**
 * A grid's global model, from merge to merge. A merge takes what has arrived by then and waits for nobody; each makes a
 * version, if only of nothing.
 */
public final class Federation {

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

    /** Keeps the model that the grid starts with, and tells what the model contract records of it. */
    public List<Entry> begin() {
        return List.of(kept("initial", 0));
    }

    /**
     * Merges, and tells what the model contract records: each update that went in, each that did not with its reason, each
     * prosumer of whom nothing came, then the new version.
     *
     * @param arrived in order of arrival
     * @param expected everyone who could have sent an update
     */
    public List<Entry> merge(List<Update> arrived, List<ProsumerId> expected, MatchingPeriod at) {
        var known = Set.copyOf(expected);
        var merge = Merge.of(
                current,
                arrived.stream()
                        .filter(update -> known.contains(update.prosumer()))
                        .toList(),
                rules,
                at);
        current = merge.next();
        List<Entry> entries = new ArrayList<>();
        Set<ProsumerId> heard = new HashSet<>();
        for (Update update : merge.merged()) {
            var file = update.file(current.shape());
            store.keep(ModelStore.update(current.version(), update.prosumer().text()), file);
            entries.add(new ModelUpdate(update.prosumer(), update.base(), update.samples(), file.hash()));
            heard.add(update.prosumer());
        }
        for (Merge.Refusal refused : merge.refused()) {
            entries.add(new ModelRefusal(refused.update().prosumer(), refused.reason()));
            heard.add(refused.update().prosumer());
        }
        arrived.stream()
                .filter(update -> !known.contains(update.prosumer()))
                .forEach(strange -> entries.add(new ModelRefusal(strange.prosumer(), "it is of nobody in this grid")));
        expected.stream()
                .filter(prosumer -> !heard.contains(prosumer))
                .sorted()
                .forEach(silent -> entries.add(new ModelRefusal(silent, "nothing came")));
        entries.add(kept(rules.method().words(), merge.merged().size()));
        return entries;
    }

    private GlobalModel kept(String method, int merged) {
        var file = current.file();
        store.keep(ModelStore.global(current.version()), file);
        return new GlobalModel(current.version(), current.at(), method, merged, file.hash());
    }
}
