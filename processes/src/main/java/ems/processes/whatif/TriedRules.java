package ems.processes.whatif;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jakarta.inject.Singleton;

import ems.market.record.RuleReference;
import ems.processes.draft.DraftStore;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.OrderRefused;
import ems.rules.RuleTables;
import ems.rules.draft.DraftTables;
import ems.rules.table.TablesRefused;

import static java.util.Objects.requireNonNull;

/** Finds the rules that an order wants tried. */
@Singleton
class TriedRules {

    private final LiveGrids grids;
    private final DraftStore drafts;

    TriedRules(LiveGrids grids, DraftStore drafts) {
        this.grids = grids;
        this.drafts = drafts;
    }

    /**
     * Rules and the grid on which they are tried, sound or not.
     *
     * @param name in words, such as {@code draft 3}
     */
    record Tried(LiveGrid grid, String name, DraftTables texts) {

        /** Names what their cells say. */
        String hash() {
            return texts.hash();
        }

        /** @throws IllegalArgumentException if they are not sound: names the first fault */
        RuleTables checked() {
            try {
                return texts.checked();
            } catch (TablesRefused refused) {
                var fault = refused.faults().get(0);
                var place = (fault.row() == 0 ? "" : ", row " + fault.row())
                        + (fault.column().isEmpty() ? "" : ", column " + fault.column());
                throw new IllegalArgumentException(
                        "The tables are not sound, so nothing can be tried with them: " + fault.file() + place + ": "
                                + fault.reason() + ".",
                        refused);
            }
        }

        /** Whether the rows that set prices say something else, whatever is noted above them. */
        static boolean pricesOtherwise(RuleTables tables, RuleTables others) {
            return DraftTables.of(tables).since(DraftTables.of(others)).stream()
                    .anyMatch(diff ->
                            diff.file().equals("pricing.csv") && !diff.rows().isEmpty());
        }

        /** Each row of each table. */
        static List<RuleReference> rows(RuleTables tables) {
            List<RuleReference> rows = new ArrayList<>();
            tables.tables().forEach(table -> table.rows().forEach(row -> rows.add(row.rule())));
            return rows;
        }
    }

    /** @throws IllegalArgumentException if the order does not say which */
    Tried of(WhatIfOrder order) {
        if (order.draft() != null) {
            long id = order.draft();
            var draft = drafts.find(id).orElseThrow(() -> OrderRefused.unknown("There is no draft " + id + "."));
            return new Tried(grids.known(draft.grid().text()), "draft " + id, draft.tables());
        }
        if (order.grid() == null) {
            throw new IllegalArgumentException(
                    "'draft' is missing: name a draft, or a 'grid' with a 'version' of its rules or with 'tables'.");
        }
        var grid = grids.known(order.grid());
        if (order.version() != null) {
            return new Tried(
                    grid,
                    "version " + order.version(),
                    DraftTables.of(grid.rules().tables(order.version())));
        }
        return new Tried(grid, "tables as posted", posted(grid, order));
    }

    private static DraftTables posted(LiveGrid grid, WhatIfOrder order) {
        Map<String, String> texts =
                new HashMap<>(DraftTables.of(grid.rules().activeTables()).texts());
        Map<String, String> posted = order.tables() == null ? Map.of() : order.tables();
        if (posted.isEmpty()) {
            throw new IllegalArgumentException(
                    "'tables' is missing: give a 'draft', a 'version', or the texts of some of "
                            + String.join(", ", RuleTables.FILES) + ".");
        }
        for (String file : posted.keySet()) {
            if (!Set.copyOf(RuleTables.FILES).contains(file)) {
                throw new IllegalArgumentException(
                        "'tables' names '" + file + "', which is none of " + String.join(", ", RuleTables.FILES) + ".");
            }
            texts.put(file, requireNonNull(posted.get(file)));
        }
        return new DraftTables(texts);
    }
}
