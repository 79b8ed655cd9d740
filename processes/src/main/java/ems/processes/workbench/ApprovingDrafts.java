package ems.processes.workbench;

import java.util.Locale;
import java.util.Optional;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import ems.market.quantity.MatchingPeriod;
import ems.people.role.Right;
import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.processes.draft.DraftConflict;
import ems.processes.draft.DraftStore;
import ems.processes.draft.Judgement;
import ems.processes.draft.Judgement.Verdict;
import ems.processes.draft.RuleSchedule;
import ems.processes.draft.TakenBack;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.OrderAnswer;
import ems.processes.operations.OrderAnswer.Outcome;
import ems.processes.operations.OrderRefused;
import ems.processes.operations.Reason;
import ems.rules.draft.ApprovalRequest;
import ems.rules.draft.Draft;
import ems.rules.draft.DraftState;

/**
 * A second person approves what an analyst asks for, bound to what the cells said; and an operator goes back in an emergency. Each
 * is noted in the trail first, kept then, and answered last: what was answered holds.
 */
@Singleton
class ApprovingDrafts {

    private final LiveGrids grids;
    private final DraftStore drafts;
    private final RuleSchedule schedule;
    private final EditingDrafts editing;
    private final FollowingRules following;
    private final GatheringEvidence gathering;
    private final DraftViews views;
    private final WorkbenchAsker asker;
    private final Trail trail;

    ApprovingDrafts(
            LiveGrids grids,
            DraftStore drafts,
            RuleSchedule schedule,
            EditingDrafts editing,
            FollowingRules following,
            GatheringEvidence gathering,
            DraftViews views,
            WorkbenchAsker asker,
            Trail trail) {
        this.grids = grids;
        this.drafts = drafts;
        this.schedule = schedule;
        this.editing = editing;
        this.following = following;
        this.gathering = gathering;
        this.views = views;
        this.asker = asker;
        this.trail = trail;
    }

    /** Asks for approval of the cells as they are. */
    OrderAnswer ask(long id, Reason reason, @Nullable String holdsFrom) {
        asker.refuseUnless(Right.EDIT_DRAFTS);
        var draft = editing.known(id);
        var grid = grids.known(draft.grid().text());
        if (!draft.state().isOpen()) {
            throw new DraftConflict(
                    "Draft " + id + " is " + draft.state().text() + ": nothing of it waits for approval.", draft);
        }
        var version = draft.tables()
                .version()
                .orElseThrow(() -> OrderRefused.conflict(
                        "The tables have " + draft.tables().findings().size()
                                + " faults, and no approval can mend them: the draft's page lists them."));
        if (version.equals(following.latestVersion(grid))) {
            throw OrderRefused.conflict(DraftViews.SAME);
        }
        var from = from(holdsFrom, grid);
        refuseToTakeBack(draft, grid, from);
        var evidence = gathering.of(draft);
        long number = trail.add(new Act(
                        asker.name(),
                        "ask for approval",
                        draft.grid() + ": draft " + id + ", version " + version
                                + from.map(period -> ", from " + period).orElse(""),
                        reason.text()))
                .number();
        drafts.ask(
                id,
                new ApprovalRequest(
                        draft.tables().hash(),
                        version,
                        asker.name(),
                        grid.clock().instant(),
                        reason.text(),
                        from,
                        number,
                        Optional.of(evidence)),
                grid.clock().instant());
        return new OrderAnswer(
                Outcome.DONE,
                "Approval of version " + version + " is asked for, to hold "
                        + from.map(period -> "from the period of " + period).orElse("as soon as it is approved")
                        + ". Somebody else has to look at it.",
                number);
    }

    /** What was approved meanwhile stays: it is named, and the author brings the draft up to date. */
    private void refuseToTakeBack(Draft draft, LiveGrid grid, Optional<MatchingPeriod> from) {
        following.behind(draft, grid).ifPresent(behind -> {
            throw new DraftConflict(behind.refusal(draft.id()), draft);
        });
        following
                .waiting(grid)
                .filter(waiting -> from.isPresent() && !waiting.from().isBefore(from.get()))
                .ifPresent(waiting -> {
                    throw new DraftConflict(
                            "Version " + waiting.version() + " was approved to hold from the period of "
                                    + waiting.from()
                                    + ", and this draft comes after it: ask for a later period than that,"
                                    + " or for none. To come before it, have that approval taken back.",
                            draft);
                });
    }

    /**
     * Judges a request.
     *
     * @param request number of the request that the approver looked at
     * @param hash of the cells that the approver looked at
     */
    OrderAnswer judge(long id, @Nullable Long request, @Nullable String hash, @Nullable String verdict, Reason reason) {
        asker.refuseUnless(Right.APPROVE_DRAFTS);
        var draft = editing.known(id);
        draft.mayNotJudge(asker.name()).ifPresent(why -> {
            throw OrderRefused.notAllowed(why);
        });
        if (hash == null || hash.isBlank()) {
            throw new IllegalArgumentException("'hash' is missing: send the hash of the draft that you looked at.");
        }
        if (request == null) {
            throw new IllegalArgumentException(
                    "'request' is missing: send the number of the request that you looked at, which is its line in the"
                            + " trail.");
        }
        var said = verdict(verdict);
        var grid = grids.known(draft.grid().text());
        asker.prove();
        if (said == Verdict.REFUSE && draft.state() == DraftState.SCHEDULED) {
            DraftStore.refuseUnlessOf(draft, request);
            return takeBack(draft, grid, reason);
        }
        DraftStore.refuseUnlessAsked(draft, request, hash.strip());
        return said == Verdict.APPROVE ? approve(draft, grid, reason) : refuse(draft, grid, reason);
    }

    /** Of two at once, the second sees what the first approved. The tables are compiled before the period is chosen: that takes long. */
    private synchronized OrderAnswer approve(Draft draft, LiveGrid grid, Reason reason) {
        var request = draft.request().orElseThrow();
        refuseToTakeBack(draft, grid, request.holdsFrom());
        grid.rules().keep(draft.tables().checked());
        var earliest = earliest(grid);
        var from = request.holdsFrom()
                .orElseGet(() -> following
                        .waiting(grid)
                        .map(waiting -> waiting.from().next())
                        .filter(earliest::isBefore)
                        .orElse(earliest));
        if (from.isBefore(earliest)) {
            throw OrderRefused.conflict("The period of " + from
                    + " begins too soon or has begun, and no approval can hold from it any more: have " + draft.author()
                    + " ask for a later one, or for none.");
        }
        long number = note("approve draft", draft, reason);
        drafts.judge(judgement(draft, number, Verdict.APPROVE, reason, grid), request.trail(), from);
        return new OrderAnswer(
                Outcome.DONE,
                "Version " + request.version() + " is approved, and holds from the period of " + from
                        + ". The one before it keeps the rules of now.",
                number);
    }

    private OrderAnswer refuse(Draft draft, LiveGrid grid, Reason reason) {
        long number = note("refuse draft", draft, reason);
        drafts.judge(
                judgement(draft, number, Verdict.REFUSE, reason, grid),
                draft.request().orElseThrow().trail(),
                grid.now());
        return new OrderAnswer(
                Outcome.DONE,
                "The draft is refused. " + draft.author() + " sees why, and may change it and ask again.",
                number);
    }

    /** An approver sees too late what is wrong: as long as its period has not begun, it does not hold. */
    private OrderAnswer takeBack(Draft draft, LiveGrid grid, Reason reason) {
        long number = note("take approval back", draft, reason);
        drafts.withdraw(
                draft.id(),
                new TakenBack(asker.name(), reason.text(), number),
                grid.clock().instant());
        return new OrderAnswer(
                Outcome.DONE,
                "The approval is taken back, and the draft withdrawn: the rules stay as they are.",
                number);
    }

    private long note(String did, Draft draft, Reason reason) {
        return trail.add(new Act(
                        asker.name(),
                        did,
                        draft.grid() + ": draft " + draft.id() + " of " + draft.author() + ", version "
                                + draft.request().orElseThrow().version(),
                        reason.text()))
                .number();
    }

    private Judgement judgement(Draft draft, long number, Verdict verdict, Reason reason, LiveGrid grid) {
        return new Judgement(
                number,
                draft.id(),
                draft.request().orElseThrow().hash(),
                asker.name(),
                verdict,
                reason.text(),
                grid.clock().instant());
    }

    /** Goes back to a version that was active, from the next period on, without asking anybody: all are told. */
    synchronized OrderAnswer restore(LiveGrid grid, @Nullable String version, Reason reason) {
        asker.refuseUnless(Right.RESTORE_RULES);
        if (version == null || version.isBlank()) {
            throw new IllegalArgumentException(
                    "'version' is missing: send a version that was active, as the history has it.");
        }
        var wanted = version.strip();
        boolean wasActive = grid.rules().activations().stream()
                .anyMatch(activation -> activation.version().equals(wanted));
        if (!wasActive) {
            throw OrderRefused.unknown("Grid " + grid.setup().grid() + " never had the version '" + wanted
                    + "' in force, and what was never in force needs an approval.");
        }
        if (wanted.equals(grid.rules().activeTables().version())) {
            throw OrderRefused.conflict("The version " + wanted + " is active already.");
        }
        asker.prove();
        EditingDrafts.tables(grid, wanted); // reads and checks it now, and not at the border
        var id = grid.setup().grid();
        var from = earliest(grid);
        long number = trail.add(new Act(
                        asker.name(), "restore rules", id + ": version " + wanted + ", from " + from, reason.text()))
                .number();
        schedule.restore(id, wanted, from, number, asker.name(), reason.text());
        return new OrderAnswer(
                Outcome.DONE,
                "The rules of version " + wanted + " hold again from the period of " + from
                        + ". The live page tells everybody until an approved draft takes their place."
                        + (views.waiting(grid).size() > 1 ? " What was approved for later still comes." : ""),
                number);
    }

    /** The first period whose border is surely still ahead. */
    private static MatchingPeriod earliest(LiveGrid grid) {
        return MatchingPeriod.containing(grid.clock().instant().plus(RuleSchedule.MARGIN))
                .next();
    }

    private static Verdict verdict(@Nullable String text) {
        try {
            return Verdict.valueOf(text == null ? "" : text.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "'verdict' is '" + text + "', and should be approve or refuse.", unknown);
        }
    }

    private static Optional<MatchingPeriod> from(@Nullable String text, LiveGrid grid) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        MatchingPeriod from;
        try {
            from = MatchingPeriod.parse(text.strip());
        } catch (IllegalArgumentException no) {
            throw new IllegalArgumentException(
                    "'holdsFrom' is '" + text + "', and should be the start of a period in UTC, a whole minute like"
                            + " 2026-01-31T12:00:00Z.",
                    no);
        }
        if (from.isBefore(earliest(grid))) {
            throw new IllegalArgumentException("'holdsFrom' is " + from
                    + ", and that period begins too soon or has begun: the" + " earliest is " + earliest(grid) + ".");
        }
        return Optional.of(from);
    }
}
