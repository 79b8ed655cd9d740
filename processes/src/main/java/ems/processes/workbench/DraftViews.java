package ems.processes.workbench;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import ems.console.page.Problem;
import ems.market.quantity.MatchingPeriod;
import ems.people.role.Right;
import ems.processes.draft.DraftConflict;
import ems.processes.draft.DraftStore;
import ems.processes.draft.Judgement;
import ems.processes.draft.RuleSchedule;
import ems.processes.draft.ScheduledRules;
import ems.processes.draft.ScheduledRules.State;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.ActionView;
import ems.processes.workbench.DraftView.JudgementView;
import ems.processes.workbench.DraftView.RequestView;
import ems.processes.workbench.DraftView.ScheduleView;
import ems.processes.workbench.DraftView.TableView;
import ems.rules.RuleTables;
import ems.rules.draft.ApprovalRequest;
import ems.rules.draft.Draft;
import ems.rules.draft.DraftState;
import ems.rules.draft.DraftTables;
import ems.rules.draft.TableFinding;

/** Shows drafts to whoever asks: what they say, what is wrong, how they differ from what is active, and what may be done. */
@Singleton
class DraftViews {

    /** Who has so many mends some first: the page says how many more there are. */
    static final int MOST_PROBLEMS = 200;

    /** Why nobody may ask for it. */
    static final String SAME = "Nothing is changed: the active rules, or those that were approved last, say the same.";

    private final LiveGrids grids;
    private final DraftStore drafts;
    private final RuleSchedule schedule;
    private final DraftSummaries summaries;
    private final FollowingRules following;
    private final GatheringEvidence evidence;
    private final WorkbenchAsker asker;

    DraftViews(
            LiveGrids grids,
            DraftStore drafts,
            RuleSchedule schedule,
            DraftSummaries summaries,
            FollowingRules following,
            GatheringEvidence evidence,
            WorkbenchAsker asker) {
        this.grids = grids;
        this.drafts = drafts;
        this.schedule = schedule;
        this.summaries = summaries;
        this.following = following;
        this.evidence = evidence;
        this.asker = asker;
    }

    DraftView of(Draft draft) {
        var grid = grids.known(draft.grid().text());
        var active = grid.rules().activeTables();
        var version = draft.tables().version();
        var problems =
                version.isPresent() ? List.<TableFinding>of() : draft.tables().findings();
        return new DraftView(
                draft.id(),
                draft.grid().text(),
                grid.clock().instant(),
                asker.name(),
                draft.author(),
                draft.editors().stream().sorted().toList(),
                draft.base(),
                draft.mergeBase(),
                draft.since(),
                draft.changed(),
                draft.state().text(),
                draft.tables().hash(),
                version,
                draft.revision(),
                RuleTables.FILES.stream()
                        .map(file -> new TableView(
                                file,
                                draft.revisions().getOrDefault(file, 0L),
                                draft.tables().text(file)))
                        .toList(),
                active.version(),
                problems.stream().limit(MOST_PROBLEMS).toList(),
                problems.size(),
                draft.tables().since(DraftTables.of(active)),
                draft.request().map(DraftViews::request),
                evidence.sinceAsked(draft),
                drafts.judgements(draft.id()).stream()
                        .map(DraftViews::judgement)
                        .toList(),
                schedule.all(draft.grid()).stream()
                        .filter(rules ->
                                rules.draft().filter(id -> id == draft.id()).isPresent())
                        .findFirst()
                        .map(DraftViews::schedule),
                following.behind(draft, grid),
                actions(draft, grid, version));
    }

    /** Does it; whoever acts on a draft that is no longer as it was seen gets the draft as it is: both sides can be looked at. */
    <T> T answering(Supplier<T> act) {
        try {
            return act.get();
        } catch (DraftConflict conflict) {
            var said = String.valueOf(conflict.getMessage());
            var members = Problem.of(Status.CONFLICT.getStatusCode(), said).members();
            members.put("present", of(conflict.present()));
            throw new WebApplicationException(
                    said,
                    Response.status(Status.CONFLICT)
                            .type(Problem.TYPE)
                            .entity(members)
                            .build());
        }
    }

    DraftRow row(Draft draft, LiveGrid grid) {
        var mayNotJudge = mayNotJudge(draft);
        var isAsked = draft.state() == DraftState.ASKED;
        var summary = summaries.of(draft, grid.rules().activeTables());
        return new DraftRow(
                draft.id(),
                draft.grid().text(),
                draft.author(),
                draft.editors().stream().sorted().toList(),
                draft.base(),
                draft.changed(),
                draft.state().text(),
                summary.hash(),
                summary.version(),
                summary.changes(),
                summary.problems(),
                draft.request().filter(request -> isAsked).map(ApprovalRequest::reason),
                draft.request()
                        .filter(request -> isAsked)
                        .flatMap(ApprovalRequest::holdsFrom)
                        .map(MatchingPeriod::toString),
                isAsked && mayNotJudge.isEmpty(),
                isAsked ? mayNotJudge : Optional.empty());
    }

    /** Why who asks may not approve or refuse it, in a sentence. */
    Optional<String> mayNotJudge(Draft draft) {
        return asker.mayNot(Right.APPROVE_DRAFTS).or(() -> draft.mayNotJudge(asker.name()));
    }

    private List<ActionView> actions(Draft draft, LiveGrid grid, Optional<String> version) {
        var mayNotEdit = asker.mayNot(Right.EDIT_DRAFTS).or(() -> closed(draft));
        boolean isSame = version.filter(following.latestVersion(grid)::equals).isPresent();
        var mayNotAsk = mayNotEdit
                .or(() -> version.isPresent()
                        ? Optional.empty()
                        : Optional.of("The tables have faults: the list says where."))
                .or(() -> isSame ? Optional.of(SAME) : Optional.empty());
        var asked = draft.state() == DraftState.ASKED;
        return List.of(
                ActionView.of(
                        "edit",
                        mayNotEdit,
                        "Each change is saved at once. An approval that was asked for is void then."),
                ActionView.of(
                        "ask",
                        mayNotAsk.or(() -> asked ? Optional.of("Approval is asked for already.") : Optional.empty()),
                        "Somebody else looks at these cells and approves or refuses them. Whoever changes a cell meanwhile voids"
                                + " the request."),
                ActionView.of(
                        "withdraw",
                        mayNotWithdraw(draft),
                        draft.state() == DraftState.SCHEDULED
                                ? "It was approved and does not become active. The rules stay as they are."
                                : "Nothing comes of this draft any more. Its cells stay to be looked at."),
                ActionView.of(
                        "judge",
                        asked || draft.state() == DraftState.SCHEDULED
                                ? mayNotJudge(draft)
                                : Optional.of("Nobody asks for approval of this draft."),
                        "An approval is for exactly these cells. They hold from the period that is named, and not in the one"
                                + " before."));
    }

    Optional<String> mayNotWithdraw(Draft draft) {
        return asker.mayNot(Right.EDIT_DRAFTS)
                .or(() -> draft.state().isOpen() || draft.state() == DraftState.SCHEDULED
                        ? Optional.empty()
                        : closed(draft))
                .or(() -> draft.author().equals(asker.name()) || draft.editors().contains(asker.name())
                        ? Optional.empty()
                        : Optional.of("You neither wrote nor edited this: " + draft.author() + " may withdraw it."));
    }

    private static Optional<String> closed(Draft draft) {
        return draft.state().isOpen()
                ? Optional.empty()
                : Optional.of("This draft is " + draft.state().text() + ": begin a new one from its version.");
    }

    /** What becomes active later, the latest first. */
    List<ScheduleView> waiting(LiveGrid grid) {
        return schedule.all(grid.setup().grid()).stream()
                .filter(rules -> rules.state() == State.WAITS)
                .map(DraftViews::schedule)
                .toList();
    }

    static ScheduleView schedule(ScheduledRules rules) {
        return new ScheduleView(
                rules.version(),
                rules.from().toString(),
                rules.state().name(),
                rules.draft(),
                rules.person(),
                rules.reason(),
                rules.activatedIn().map(MatchingPeriod::toString),
                rules.trail(),
                rules.takenBack());
    }

    private static RequestView request(ApprovalRequest request) {
        return new RequestView(
                request.hash(),
                request.version(),
                request.by(),
                request.at(),
                request.reason(),
                request.holdsFrom().map(MatchingPeriod::toString),
                request.trail(),
                request.evidence());
    }

    private static JudgementView judgement(Judgement judgement) {
        return new JudgementView(
                judgement.approver(),
                judgement.verdict().name(),
                judgement.reason(),
                judgement.at(),
                judgement.hash(),
                judgement.trail());
    }
}
