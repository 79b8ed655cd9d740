package ems.processes.workbench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import ems.market.quantity.MatchingPeriod;
import ems.people.role.Right;
import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.processes.draft.DraftConflict;
import ems.processes.draft.DraftStore;
import ems.processes.draft.RuleSchedule;
import ems.processes.draft.ScheduledRules;
import ems.processes.draft.ScheduledRules.State;
import ems.processes.grid.LiveGrid;
import ems.processes.workbench.Behind.Since;
import ems.rules.draft.Draft;
import ems.rules.draft.DraftMerge;
import ems.rules.draft.DraftTables;
import ems.rules.draft.TableDiff;

/** Whether a draft takes account of all that was approved before it, and how it does once it does not. */
@Singleton
class FollowingRules {

    private final RuleSchedule schedule;
    private final RuleHistory history;
    private final DraftStore drafts;
    private final WorkbenchAsker asker;
    private final Trail trail;

    FollowingRules(RuleSchedule schedule, RuleHistory history, DraftStore drafts, WorkbenchAsker asker, Trail trail) {
        this.schedule = schedule;
        this.history = history;
        this.drafts = drafts;
        this.asker = asker;
        this.trail = trail;
    }

    /** Which side counts in a conflict. */
    record Choice(@Nullable Integer number, @Nullable String side) {}

    /** Rules that somebody approved, and the words for who that was. */
    private record Approved(String version, String by) {}

    /** The version that whatever is approved next comes after: the last that waits for its period, or else the active one. */
    String latestVersion(LiveGrid grid) {
        return waiting(grid)
                .map(ScheduledRules::version)
                .orElseGet(() -> grid.rules().activeTables().version());
    }

    /** The last that was approved or ordered and is not in force yet. */
    Optional<ScheduledRules> waiting(LiveGrid grid) {
        return schedule.last(grid.setup().grid());
    }

    /** What a sound draft would take back; empty: nothing. */
    Optional<Behind> behind(Draft draft, LiveGrid grid) {
        var waiting = waiting(grid);
        var version = latestVersion(grid);
        if (!draft.state().isOpen()
                || version.equals(draft.mergeBase())
                || draft.tables().version().isEmpty()) {
            return Optional.empty();
        }
        var merge = merge(draft, grid, version, Map.of());
        if (merge.changes().isEmpty()) {
            return Optional.empty();
        }
        var steps = steps(draft.mergeBase(), grid);
        List<Since> changes = new ArrayList<>();
        for (var change : merge.changes()) {
            changes.add(new Since(
                    changes.size(), change.file(), change.theirs(), by(change, steps, version), change.conflict()));
        }
        return Optional.of(
                new Behind(version, waiting.map(ScheduledRules::from).map(MatchingPeriod::toString), changes));
    }

    private static DraftMerge merge(Draft draft, LiveGrid grid, String version, Map<Integer, Boolean> isTheirs) {
        return DraftMerge.of(
                said(grid, draft.mergeBase()),
                said(grid, version),
                draft.tables(),
                number -> isTheirs.getOrDefault(number, false));
    }

    private static DraftTables said(LiveGrid grid, String version) {
        return DraftTables.of(EditingDrafts.tables(grid, version));
    }

    /** How each version since then differs from the one before, the latest first. */
    private Map<Approved, List<TableDiff>> steps(String mergeBase, LiveGrid grid) {
        List<Approved> versions = new ArrayList<>();
        schedule.all(grid.setup().grid()).stream()
                .filter(rules -> rules.state() == State.WAITS || rules.state() == State.CLAIMED)
                .sorted(Comparator.comparing(
                                (ScheduledRules rules) -> rules.from().start())
                        .thenComparing(ScheduledRules::number)
                        .reversed())
                .forEach(rules -> versions.add(approved(history.waiting(rules))));
        history.of(grid).stream()
                .takeWhile(row -> !row.version().equals(mergeBase))
                .forEach(row -> versions.add(approved(row)));
        Map<Approved, List<TableDiff>> steps = new LinkedHashMap<>();
        Map<String, DraftTables> read = new HashMap<>();
        for (int i = 0; i < versions.size(); i++) {
            var before = i + 1 < versions.size() ? versions.get(i + 1).version() : mergeBase;
            steps.put(
                    versions.get(i),
                    read.computeIfAbsent(versions.get(i).version(), version -> said(grid, version))
                            .since(read.computeIfAbsent(before, version -> said(grid, version))));
        }
        return steps;
    }

    private static Approved approved(VersionRow row) {
        return new Approved(
                row.version(),
                switch (row.how()) {
                    case VersionRow.APPROVED ->
                        "draft " + row.draft().orElseThrow() + " of "
                                + row.author().orElse("somebody") + ", approved by "
                                + row.approver().orElseThrow();
                    case VersionRow.RESTORED ->
                        "gone back to in an emergency by " + row.approver().orElseThrow();
                    case VersionRow.SAVED -> "saved into the watched folder";
                    default -> "as delivered";
                });
    }

    private static String by(DraftMerge.Change change, Map<Approved, List<TableDiff>> steps, String version) {
        return steps.entrySet().stream()
                .filter(step -> step.getValue().stream()
                        .filter(table -> table.file().equals(change.file()))
                        .anyMatch(table -> touches(table, change)))
                .findFirst()
                .map(step -> step.getKey().by())
                .orElse("by version " + version);
    }

    private static boolean touches(TableDiff table, DraftMerge.Change change) {
        var rule = change.theirs().rule();
        return table.rows().stream().anyMatch(row -> row.rule().equalsIgnoreCase(rule))
                || change.theirs().rowBefore() == 0
                        && table.notes().stream()
                                .anyMatch(note -> change.theirs().cells().stream()
                                        .anyMatch(cell -> cell.column().equals(note.column())));
    }

    /**
     * Takes over what the others changed, and of each conflict the side that was chosen.
     *
     * @param revision of the draft that was looked at
     * @param version that it is to take account of, as it was looked at
     * @throws DraftConflict if either is another one by now, or a side is not chosen
     */
    Draft bringUpToDate(
            Draft draft, LiveGrid grid, @Nullable Long revision, @Nullable String version, List<Choice> choices) {
        asker.refuseUnless(Right.EDIT_DRAFTS);
        if (revision == null || version == null) {
            throw new IllegalArgumentException(
                    "'" + (revision == null ? "revision" : "version")
                            + "' is missing: send the draft's revision and the version of its 'behind', as you looked at them.");
        }
        Map<Integer, Boolean> isTheirs = new HashMap<>();
        choices.forEach(choice -> isTheirs.put(number(choice), isTheirs(choice)));
        if (draft.tables().version().isEmpty()) {
            throw new DraftConflict(
                    "The tables have faults: mend them first, and bring the draft up to date then.", draft);
        }
        var behind = behind(draft, grid)
                .orElseThrow(() -> new DraftConflict(
                        "Draft " + draft.id() + " is up to date, or cannot be changed any more.", draft));
        if (!behind.version().equals(version)) {
            throw new DraftConflict(
                    "Meanwhile version " + behind.version() + " was approved, and you looked at " + version
                            + ": look again.",
                    draft);
        }
        behind.changes().stream()
                .filter(change -> change.conflict().isPresent() && !isTheirs.containsKey(change.number()))
                .findFirst()
                .ifPresent(change -> {
                    throw new DraftConflict(
                            "Both sides changed " + change.file() + ", \""
                                    + change.theirs().rule() + "\": choose the side of change " + change.number()
                                    + ", mine or theirs.",
                            draft);
                });
        var merged = merge(draft, grid, version, isTheirs);
        return trail.doing(
                Act.of(
                        asker.name(),
                        "bring draft up to date",
                        "draft " + draft.id() + " of " + draft.author() + ", with version " + version),
                () -> drafts.follow(
                        draft.id(),
                        revision,
                        version,
                        merged.tables(),
                        asker.name(),
                        grid.clock().instant()));
    }

    private static int number(Choice choice) {
        if (choice.number() == null) {
            throw new IllegalArgumentException("'number' of a choice is missing: send that of the change.");
        }
        return choice.number();
    }

    private static boolean isTheirs(Choice choice) {
        var side = choice.side() == null ? "" : choice.side();
        return switch (side) {
            case "theirs" -> true;
            case "mine" -> false;
            default ->
                throw new IllegalArgumentException(
                        "'side' of change " + choice.number() + " is '" + side + "', and should be mine or theirs.");
        };
    }
}
