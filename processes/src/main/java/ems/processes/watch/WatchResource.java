package ems.processes.watch;

import java.util.Map;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;

import ems.console.page.StorageNow;
import ems.market.ledger.BlockHeader;
import ems.market.record.Validators;
import ems.processes.grid.LiveGrids;
import ems.processes.grid.RoadSideUnits;
import ems.processes.operations.Caller;
import ems.processes.operations.Interventions;
import ems.processes.operations.OrderRefused;
import ems.processes.operations.Reason;
import ems.processes.storage.StorageUse;
import ems.processes.watch.GridStanding.TargetStanding;

/** Refused messages by reason, and how books and store stand. */
@Path("/api/grids")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class WatchResource {

    private final LiveGrids grids;
    private final LetterGroups letters;
    private final LetterList list;
    private final RoadSideUnits units;
    private final StorageUse storage;
    private final Interventions interventions;
    private final Caller caller;

    public WatchResource(
            LiveGrids grids,
            LetterGroups letters,
            LetterList list,
            RoadSideUnits units,
            StorageUse storage,
            Interventions interventions,
            Caller caller) {
        this.grids = grids;
        this.letters = letters;
        this.list = list;
        this.units = units;
        this.storage = storage;
        this.interventions = interventions;
        this.caller = caller;
    }

    /**
     * A group of refused messages that was looked at.
     *
     * @param door and {@code group}: as in the list
     * @param upTo as in the list that was looked at: what came later is told as new
     * @param reason what was found, in 1 to 300 characters
     */
    public record SeenWish(
            @Nullable String door,
            @Nullable String group,
            @Nullable Long upTo,
            @Nullable String reason) {}

    @GET
    @Path("/{grid}/letters")
    public LettersView letters(@PathParam("grid") String name) {
        var grid = grids.known(name);
        var groups = letters.of(grid.setup().grid());
        return new LettersView(
                grid.deadLetters().count(),
                groups.commonest().stream().mapToLong(LetterGroup::count).sum() + groups.others(),
                groups.commonest(),
                groups.others(),
                caller.mayNotOperate());
    }

    /**
     * One by one, newest first.
     *
     * @param kind any, suspect or refused
     * @param door and {@code group}: as in the list by reason
     * @param reason what it holds
     * @param before numbers smaller than this
     * @param limit in [1, 200]; 50 without it
     */
    @GET
    @Path("/{grid}/letters/list")
    public RefusedLetters list(
            @PathParam("grid") String name,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("door") @Nullable String door,
            @QueryParam("group") @Nullable String group,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @Nullable String limit) {
        var grid = grids.known(name);
        var asked = LetterQuery.asked(kind, door, group, reason, before, limit);
        return list.of(grid.setup().grid(), asked, grid.clock().instant());
    }

    /** Those that were looked at count as seen; later ones are told again. */
    @POST
    @Path("/{grid}/letters/seen")
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> seen(@PathParam("grid") String name, @Nullable SeenWish wish) {
        interventions.refuseUnlessAllowed();
        var grid = grids.known(name);
        var id = grid.setup().grid();
        var reason = Reason.given(wish == null ? null : wish.reason());
        var group = letters.of(id).commonest().stream()
                .filter(each -> wish != null
                        && each.door().equals(wish.door())
                        && each.reason().equals(wish.group()))
                .findFirst()
                .orElseThrow(() -> OrderRefused.unknown("No refused message of the latest " + LetterGroups.LOOKED_AT
                        + " has this 'door' and 'group': take them from the list."));
        var looked = wish == null ? null : wish.upTo();
        long upTo = looked == null ? group.upTo() : Math.min(looked, group.upTo());
        long number = interventions.note(
                id,
                "letters seen",
                group.door() + ": " + group.reason(),
                reason,
                grid.clock().instant());
        letters.markSeen(id, group.door(), group.reason(), upTo, number);
        var words = "Refused messages at " + group.door() + " are marked as seen up to number " + upTo + ": "
                + group.reason();
        interventions.answer(number, words);
        return Map.of("outcome", "DONE", "words", words + ".", "trail", number);
    }

    @GET
    @Path("/{grid}/standing")
    public GridStanding standing(@PathParam("grid") String name) {
        var grid = grids.known(name);
        var id = grid.setup().grid();
        long head = grid.ledger().head(id).map(BlockHeader::height).orElse(-1L);
        var registered = grid.ledger().registered(id);
        var validators = registered.validators();
        return new GridStanding(
                head,
                grid.ledger().anchorProgress(id).stream()
                        .map(target -> new TargetStanding(
                                target.target(),
                                target.height(),
                                Math.max(0, head - target.height()),
                                target.trouble()))
                        .toList(),
                validators.map(Validators::quorum).orElse(0),
                validators.map(each -> each.keys().size()).orElse(0),
                units.wantedChange(id, registered),
                units.elsewhere(id),
                storage.now().map(StorageNow::inWords));
    }
}
