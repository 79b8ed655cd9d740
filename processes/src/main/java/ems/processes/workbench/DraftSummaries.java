package ems.processes.workbench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import jakarta.inject.Singleton;

import ems.rules.RuleTables;
import ems.rules.draft.Draft;
import ems.rules.draft.DraftTables;

/** What a list says of drafts, worked out once for each revision: a list of a hundred is looked at again and again. */
@Singleton
class DraftSummaries {

    private static final int KEPT = 500;

    private final Map<Key, Summary> known = new LinkedHashMap<>(KEPT, 0.75f, true);

    private record Key(long draft, long revision, String active) {}

    /**
     * What the cells of a draft come to.
     *
     * @param version that it would be; empty while it is not sound
     * @param changes how many rules and notes differ from the active ones
     */
    record Summary(String hash, Optional<String> version, int changes, int problems) {}

    synchronized Summary of(Draft draft, RuleTables active) {
        var key = new Key(draft.id(), draft.revision(), active.version());
        var summary = known.computeIfAbsent(key, unknown -> summary(draft.tables(), active));
        if (known.size() > KEPT) {
            known.remove(known.keySet().iterator().next());
        }
        return summary;
    }

    private static Summary summary(DraftTables tables, RuleTables active) {
        return new Summary(
                tables.hash(),
                tables.version(),
                tables.since(DraftTables.of(active)).stream()
                        .mapToInt(table -> table.rows().size() + table.notes().size())
                        .sum(),
                tables.findings().size());
    }
}
