package ems.processes.workbench;

import java.util.List;
import java.util.Optional;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import ems.people.role.Right;
import ems.processes.draft.DraftStore;
import ems.processes.draft.RuleSchedule;
import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.ActionView;
import ems.processes.operations.OrderAnswer;
import ems.processes.operations.Reason;
import ems.processes.workbench.WorkbenchView.ActiveTable;
import ems.processes.workbench.WorkbenchView.WatchedFolder;
import ems.rules.StandingRefusal;
import ems.rules.draft.DraftState;
import ems.rules.draft.DraftTables;
import ems.rules.draft.TableDiff;
import ems.rules.draft.TableFinding;

/** The rules of a grid: what is active, what was, what comes; a check that keeps nothing; and the emergency way back. */
@Path("/api/rules")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class RulesResource {

    private final AskedGrid asked;
    private final LiveGrids grids;
    private final DraftStore drafts;
    private final RuleSchedule schedule;
    private final RuleHistory history;
    private final EditingDrafts editing;
    private final ApprovingDrafts approving;
    private final DraftViews views;
    private final WorkbenchAsker asker;

    public RulesResource(
            AskedGrid asked,
            LiveGrids grids,
            DraftStore drafts,
            RuleSchedule schedule,
            RuleHistory history,
            EditingDrafts editing,
            ApprovingDrafts approving,
            DraftViews views,
            WorkbenchAsker asker) {
        this.asked = asked;
        this.grids = grids;
        this.drafts = drafts;
        this.schedule = schedule;
        this.history = history;
        this.editing = editing;
        this.approving = approving;
        this.views = views;
        this.asker = asker;
    }

    /**
     * An operator goes back in an emergency.
     *
     * @param version that was active
     */
    public record RestoreWish(
            @Nullable String grid,
            @Nullable String version,
            @Nullable String reason) {}

    /**
     * What a second person says of a draft.
     *
     * @param request number of the request that was looked at
     * @param hash of the cells that were looked at
     */
    public record VerdictWish(
            @Nullable Long request,
            @Nullable String hash,
            @Nullable String verdict,
            @Nullable String reason) {}

    @GET
    public WorkbenchView now(@QueryParam("grid") @Nullable String name) {
        var grid = asked.of(name);
        var rows = drafts.of(grid.setup().grid()).stream()
                .map(draft -> views.row(draft, grid))
                .toList();
        return new WorkbenchView(
                grid.setup().grid().text(),
                grids.all().stream().map(each -> each.setup().grid().text()).toList(),
                grid.clock().instant(),
                asker.name(),
                history.of(grid).get(0),
                grid.rules().activeTables().tables().stream()
                        .map(table -> new ActiveTable(
                                table.name() + ".csv",
                                table.version(),
                                table.question(),
                                table.owner(),
                                table.rows().size()))
                        .toList(),
                views.waiting(grid),
                grid.rules().standingRefusal().map(StandingRefusal::faults).orElse(List.of()),
                folder(grid),
                rows,
                (int) rows.stream()
                        .filter(row -> row.state().equals(DraftState.ASKED.text()))
                        .count(),
                schedule.emergency(grid.setup().grid(), grid.rules().active().version()),
                List.of(
                        ActionView.of(
                                "draft",
                                asker.mayNot(Right.EDIT_DRAFTS),
                                "A draft changes nothing until somebody else approves it."),
                        ActionView.of(
                                "restore",
                                asker.mayNot(Right.RESTORE_RULES),
                                "The rules of that version hold again from the next period, and nobody is asked. Everybody who looks"
                                        + " at the market is told, with your name and reason in the trail.")));
    }

    private WatchedFolder folder(LiveGrid grid) {
        boolean closed = schedule.hasApprovers();
        var path = grid.rules().folder().toAbsolutePath().normalize().toString();
        return new WatchedFolder(
                path,
                closed,
                closed
                        ? "Approvers are set up, so rules change here alone: a file that is saved into the watched folder changes"
                                + " nothing. Import it into a draft."
                        : "Nobody may approve yet, so the watched folder is open: what is saved there is active from the next period"
                                + " on. Once an approver is set up it is closed.");
    }

    /** Checks one table as the market would, and keeps nothing. */
    @POST
    @Path("/lint")
    @Consumes(DraftsResource.CSV)
    public List<TableFinding> lint(
            @QueryParam("grid") @Nullable String name, @QueryParam("table") @Nullable String file, byte[] body) {
        var table = file == null ? "" : file;
        return DraftTables.of(asked.of(name).rules().activeTables())
                .with(table, EditingDrafts.text(table, body))
                .findings();
    }

    /** Newest first. */
    @GET
    @Path("/versions")
    public List<VersionRow> versions(@QueryParam("grid") @Nullable String name) {
        return history.of(asked.of(name));
    }

    /** What was approved and taken back before its period, the latest period first. */
    @GET
    @Path("/taken-back")
    public List<TakenBackRow> takenBack(@QueryParam("grid") @Nullable String name) {
        return history.takenBack(asked.of(name));
    }

    /** @param file pricing.csv, pricing.xlsx and so on */
    @GET
    @Path("/versions/{version}/tables/{file}")
    @Produces({DraftsResource.CSV, DraftsResource.XLSX})
    public Response table(
            @PathParam("version") String version,
            @PathParam("file") String file,
            @QueryParam("grid") @Nullable String name) {
        var tables = EditingDrafts.tables(asked.of(name), version);
        return TableFile.asked(file).response(DraftTables.of(tables), version);
    }

    /**
     * How two of a grid's rules differ.
     *
     * @param from a version, or {@code draft-7}
     * @param to a version, or {@code draft-7}; the active version without it
     */
    @GET
    @Path("/diff")
    public List<TableDiff> diff(
            @QueryParam("grid") @Nullable String name,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        var grid = asked.of(name);
        if (from == null || from.isBlank()) {
            throw new IllegalArgumentException("'from' is missing: send a version, or a draft as draft-7.");
        }
        var after = Optional.ofNullable(to)
                .filter(text -> !text.isBlank())
                .map(text -> editing.said(grid, text.strip()))
                .orElseGet(() -> DraftTables.of(grid.rules().activeTables()));
        return after.since(editing.said(grid, from.strip()));
    }

    /** Drafts that wait for a second person. */
    @GET
    @Path("/approvals")
    public List<DraftRow> approvals(@QueryParam("grid") @Nullable String name) {
        var grid = asked.of(name);
        return drafts.of(grid.setup().grid()).stream()
                .filter(draft -> draft.state() == DraftState.ASKED)
                .map(draft -> views.row(draft, grid))
                .toList();
    }

    /** @param id of the draft */
    @POST
    @Path("/approvals/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public OrderAnswer judge(@PathParam("id") long id, @Nullable VerdictWish wish) {
        var given = wish == null ? new VerdictWish(null, null, null, null) : wish;
        var reason = Reason.given(given.reason());
        return views.answering(() -> approving.judge(id, given.request(), given.hash(), given.verdict(), reason));
    }

    @POST
    @Path("/restore")
    @Consumes(MediaType.APPLICATION_JSON)
    public OrderAnswer restore(@Nullable RestoreWish wish) {
        var given = wish == null ? new RestoreWish(null, null, null) : wish;
        return approving.restore(asked.of(given.grid()), given.version(), Reason.given(given.reason()));
    }
}
