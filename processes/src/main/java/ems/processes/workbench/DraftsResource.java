package ems.processes.workbench;

import java.util.List;
import java.util.Objects;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

import org.jspecify.annotations.Nullable;

import ems.processes.draft.DraftStore;
import ems.processes.operations.OrderAnswer;
import ems.processes.operations.Reason;
import ems.rules.draft.Draft;
import ems.rules.draft.DraftTables;
import ems.rules.draft.TableDiff;
import ems.rules.draft.TableFinding;
import ems.rules.table.SheetCells;
import ems.rules.table.TableText;

/** Drafts of the rules: begun, written, checked, compared, taken out and in, and asked to be approved. */
@Path("/api/rules/drafts")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class DraftsResource {

    static final String CSV = "text/csv";
    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final AskedGrid grids;
    private final DraftStore drafts;
    private final EditingDrafts editing;
    private final ApprovingDrafts approving;
    private final FollowingRules following;
    private final DraftViews views;

    public DraftsResource(
            AskedGrid grids,
            DraftStore drafts,
            EditingDrafts editing,
            ApprovingDrafts approving,
            FollowingRules following,
            DraftViews views) {
        this.grids = grids;
        this.drafts = drafts;
        this.editing = editing;
        this.approving = approving;
        this.following = following;
        this.views = views;
    }

    /**
     * What a draft begins from.
     *
     * @param grid whose rules it is to change; may be left out where one grid runs
     * @param version of that grid; the active one without it
     */
    public record NewDraft(@Nullable String grid, @Nullable String version) {}

    /** Why a draft is given up. */
    public record WithdrawalWish(@Nullable String reason) {}

    /**
     * Approval is wanted.
     *
     * @param holdsFrom first period that is to use it; without it, the first that opens once it is approved
     */
    public record ApprovalWish(
            @Nullable String reason, @Nullable String holdsFrom) {}

    /**
     * A draft is to take account of what was approved since it began.
     *
     * @param revision of the draft that was looked at
     * @param version that it is to take account of
     * @param choices of each conflict the side that counts
     */
    public record UpToDateWish(
            @Nullable Long revision,
            @Nullable String version,
            @Nullable List<FollowingRules.Choice> choices) {}

    /**
     * A file that was read, and nothing kept of it yet.
     *
     * @param text of the table, as it would be kept
     * @param diff what it changes in the draft
     * @param problems what would be wrong with the draft then
     */
    public record ReadFile(String file, String text, List<TableDiff> diff, List<TableFinding> problems) {}

    @GET
    public List<DraftRow> list(@QueryParam("grid") @Nullable String name) {
        var grid = grids.of(name);
        return drafts.of(grid.setup().grid()).stream()
                .map(draft -> views.row(draft, grid))
                .toList();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response begin(@Nullable NewDraft wish) {
        var draft = editing.begin(grids.of(wish == null ? null : wish.grid()), wish == null ? null : wish.version());
        return Response.status(Status.CREATED).entity(views.of(draft)).build();
    }

    @GET
    @Path("/{id}")
    public DraftView one(@PathParam("id") long id) {
        return views.of(editing.known(id));
    }

    /** @param file pricing.csv, pricing.xlsx and so on */
    @GET
    @Path("/{id}/tables/{file}")
    @Produces({CSV, XLSX})
    public Response table(@PathParam("id") long id, @PathParam("file") String file) {
        var draft = editing.known(id);
        var table = TableFile.asked(file);
        return Response.fromResponse(table.response(draft.tables(), "draft-" + id))
                .header(HttpHeaders.ETAG, CurrentRevision.tag(draft.revisions().getOrDefault(table.name(), 0L)))
                .build();
    }

    @PUT
    @Path("/{id}/tables/{file}")
    @Consumes(CSV)
    public Response save(
            @PathParam("id") long id,
            @PathParam("file") String file,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String match,
            byte[] body) {
        Draft draft = views.answering(() -> editing.save(id, file, match, body));
        return Response.ok(views.of(draft))
                .header(HttpHeaders.ETAG, CurrentRevision.tag(draft.revisions().getOrDefault(file, 0L)))
                .build();
    }

    /** Reads a file and says what it would change; whoever agrees saves the text. */
    @POST
    @Path("/{id}/tables/{file}/import")
    @Consumes({CSV, XLSX})
    public ReadFile read(
            @PathParam("id") long id,
            @PathParam("file") String file,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            byte[] body) {
        var tables = editing.known(id).tables();
        var text = TableFile.asked(file).read(body, type.startsWith(XLSX));
        if (!SheetCells.isSuch(new TableText(file, text))) {
            throw new IllegalArgumentException(
                    "The file is not " + file + ": none of its rows holds the heads of that table. Nothing was taken.");
        }
        var changed = tables.with(file, text);
        return new ReadFile(file, text, changed.since(tables), changed.findings());
    }

    /** @param against a version of the grid, or {@code draft-7}; the active version without it */
    @GET
    @Path("/{id}/diff")
    public List<TableDiff> diff(@PathParam("id") long id, @QueryParam("against") @Nullable String against) {
        var draft = editing.known(id);
        var grid = grids.of(draft.grid().text());
        return draft.tables()
                .since(
                        against == null || against.isBlank()
                                ? DraftTables.of(grid.rules().activeTables())
                                : editing.said(grid, against.strip()));
    }

    @POST
    @Path("/{id}/approval-request")
    @Consumes(MediaType.APPLICATION_JSON)
    public OrderAnswer ask(@PathParam("id") long id, @Nullable ApprovalWish wish) {
        var given = wish == null ? new ApprovalWish(null, null) : wish;
        return views.answering(() -> approving.ask(id, Reason.given(given.reason()), given.holdsFrom()));
    }

    /** Takes over what was approved since the draft began. */
    @POST
    @Path("/{id}/up-to-date")
    @Consumes(MediaType.APPLICATION_JSON)
    public DraftView bringUpToDate(@PathParam("id") long id, @Nullable UpToDateWish wish) {
        var given = wish == null ? new UpToDateWish(null, null, null) : wish;
        var draft = editing.known(id);
        return views.of(views.answering(() -> following.bringUpToDate(
                draft,
                grids.of(draft.grid().text()),
                given.revision(),
                given.version(),
                Objects.requireNonNullElse(given.choices(), List.of()))));
    }

    @POST
    @Path("/{id}/withdrawal")
    @Consumes(MediaType.APPLICATION_JSON)
    public OrderAnswer withdraw(@PathParam("id") long id, @Nullable WithdrawalWish wish) {
        var reason = Reason.given(wish == null ? null : wish.reason());
        return views.answering(() -> editing.withdraw(id, reason));
    }
}
