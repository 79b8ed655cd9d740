package ems.rules.draft;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import ems.rules.RuleTables;
import ems.rules.draft.RowChange.Kind;
import ems.rules.table.SheetCells;
import ems.rules.table.SheetCells.Row;
import ems.rules.table.TableEdit;

/**
 * A draft with what others changed since it began, rule by rule: three ways, from what both began with. A rule that only the
 * others changed is taken over; one that both changed is a conflict, in which the draft's side counts unless theirs is chosen.
 *
 * @param tables the draft's, with the others' changes
 * @param changes what the others changed and the draft does not say
 */
public record DraftMerge(DraftTables tables, List<Change> changes) {

    public DraftMerge {
        changes = List.copyOf(changes);
    }

    /**
     * A rule, or a note above the columns, that the others changed.
     *
     * @param theirs from what both began with to what the others say
     * @param conflict if the draft changed it as well: from what the others say to what the draft says
     */
    public record Change(String file, RowChange theirs, Optional<RowChange> conflict) {}

    /**
     * Merges sound tables.
     *
     * @param base what both began with
     * @param isTheirs whether the others' side counts in a conflict, by the number of the change from 0
     * @throws ems.rules.table.TablesRefused if the draft's tables are not CSV
     */
    public static DraftMerge of(DraftTables base, DraftTables theirs, DraftTables mine, IntPredicate isTheirs) {
        List<Change> changes = new ArrayList<>();
        var tables = mine;
        for (String file : RuleTables.FILES) {
            var table = new OneTable(file, base, theirs, mine, changes, isTheirs);
            if (table.merged()) {
                tables = tables.with(file, table.edit.text());
            }
        }
        return new DraftMerge(tables, changes);
    }

    public boolean isConflict() {
        return changes.stream().anyMatch(change -> change.conflict().isPresent());
    }

    /** One file of the three. */
    private static final class OneTable {

        private final String file;
        private final SheetCells base;
        private final SheetCells theirs;
        private final SheetCells mine;
        private final List<Change> changes;
        private final IntPredicate isTheirs;
        private final TableEdit edit;

        OneTable(
                String file,
                DraftTables base,
                DraftTables theirs,
                DraftTables mine,
                List<Change> changes,
                IntPredicate isTheirs) {
            this.file = file;
            this.base = base.saying(file);
            this.theirs = theirs.saying(file);
            this.mine = mine.saying(file);
            this.changes = changes;
            this.isTheirs = isTheirs;
            this.edit = new TableEdit(mine.said(file));
        }

        /** @return whether anything is taken over */
        boolean merged() {
            var theirOf = inverse(TableDiff.partners(base, theirs));
            var myOf = inverse(TableDiff.partners(base, mine));
            boolean taken = false;
            for (Row row : base.rows()) {
                taken |= rule(Optional.of(row), theirOf.get(row), myOf.get(row));
            }
            Map<String, Row> added = mine.rows().stream()
                    .filter(row -> !myOf.containsValue(row))
                    .collect(Collectors.toMap(OneTable::folded, row -> row, (one, other) -> one));
            for (Row row : theirs.rows()) {
                if (!theirOf.containsValue(row)) {
                    taken |= rule(Optional.empty(), row, added.get(folded(row)));
                }
            }
            for (String word : Stream.concat(base.notes().keySet().stream(), theirs.notes().keySet().stream())
                    .distinct()
                    .toList()) {
                taken |= note(word);
            }
            return taken;
        }

        private boolean rule(Optional<Row> was, @Nullable Row their, @Nullable Row my) {
            boolean theyChanged = !same(base, was.orElse(null), theirs, their);
            if (!theyChanged || same(theirs, their, mine, my)) {
                return false;
            }
            boolean iChanged = !same(base, was.orElse(null), mine, my);
            return takes(
                    change(base, was.orElse(null), theirs, their),
                    iChanged ? Optional.of(change(theirs, their, mine, my)) : Optional.empty(),
                    () -> take(their, my));
        }

        private void take(@Nullable Row their, @Nullable Row my) {
            if (their == null) {
                edit.remove(Objects.requireNonNull(my).number());
            } else if (my == null) {
                edit.add(byHead(their));
            } else {
                edit.replace(my.number(), byHead(their));
            }
        }

        private Map<String, String> byHead(Row row) {
            return theirs.heads().stream().collect(Collectors.toMap(head -> head, head -> theirs.cell(row, head)));
        }

        private boolean note(String word) {
            var was = base.notes().getOrDefault(word, "");
            var their = theirs.notes().getOrDefault(word, "");
            var my = mine.notes().getOrDefault(word, "");
            if (their.equals(was) || their.equals(my)) {
                return false;
            }
            return takes(
                    noted(word, was, their),
                    my.equals(was) ? Optional.empty() : Optional.of(noted(word, their, my)),
                    () -> edit.note(word, their));
        }

        private boolean takes(RowChange their, Optional<RowChange> conflict, Runnable taking) {
            boolean isTaken = conflict.isEmpty() || isTheirs.test(changes.size());
            changes.add(new Change(file, their, conflict));
            if (isTaken) {
                taking.run();
            }
            return isTaken;
        }

        private static RowChange noted(String word, String before, String after) {
            return new RowChange(
                    Kind.CHANGED, "Note \"" + word + "\"", 0, 0, List.of(new CellChange(word, before, after)));
        }

        private static RowChange change(SheetCells before, @Nullable Row old, SheetCells after, @Nullable Row row) {
            var kind = old == null ? Kind.ADDED : row == null ? Kind.REMOVED : Kind.CHANGED;
            return new RowChange(
                    kind,
                    Objects.requireNonNull(row == null ? old : row).rule(),
                    old == null ? 0 : old.number(),
                    row == null ? 0 : row.number(),
                    TableDiff.cells(before, Optional.ofNullable(old), after, Optional.ofNullable(row)));
        }

        private static boolean same(SheetCells before, @Nullable Row old, SheetCells after, @Nullable Row row) {
            return old == null || row == null
                    ? old == null && row == null
                    : TableDiff.cells(before, Optional.of(old), after, Optional.of(row))
                            .isEmpty();
        }

        private static String folded(Row row) {
            return row.rule().toLowerCase(Locale.ROOT);
        }

        private static Map<Row, Row> inverse(Map<Row, Row> partners) {
            Map<Row, Row> inverse = new HashMap<>();
            partners.forEach((row, old) -> inverse.put(old, row));
            return inverse;
        }
    }
}
