package ems.processes.members;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

import ems.market.party.Party;
import ems.market.record.MembershipOrder.Change;
import ems.processes.asked.WholeNumber;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.OrderAnswer;
import ems.processes.operations.OrderRefused;

/** What an operator asks and orders of a grid's members. */
@Path("/api/grids/{grid}/members")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class MembersResource {

    private final LiveGrids grids;
    private final MembersSource source;
    private final OrderingMembers ordering;

    public MembersResource(LiveGrids grids, MembersSource source, OrderingMembers ordering) {
        this.grids = grids;
        this.source = source;
        this.ordering = ordering;
    }

    /**
     * Members, former and coming ones, by account.
     *
     * @param search part of an account
     * @param state joins, member, leaves or left
     * @param after the account after which the list begins
     * @param limit in [1, 200]; 50 without it
     */
    @GET
    public MembersView list(
            @PathParam("grid") String grid,
            @QueryParam("search") @Nullable String search,
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        return source.list(
                grids.known(grid),
                Objects.requireNonNullElse(search, ""),
                state == null || state.isBlank() ? null : state(state),
                Objects.requireNonNullElse(after, ""),
                (int) WholeNumber.LIMIT.read(limit));
    }

    @GET
    @Path("/{party}")
    public MemberView one(@PathParam("grid") String grid, @PathParam("party") String party) {
        return source.one(grids.known(grid), Party.parse(party));
    }

    /** @param order enrol, revoke, key, private or metered */
    @POST
    @Path("/{party}/{order}")
    @Consumes(MediaType.APPLICATION_JSON)
    public OrderAnswer order(
            @PathParam("grid") String grid,
            @PathParam("party") String party,
            @PathParam("order") String order,
            @Nullable MemberWish wish) {
        var known = grids.known(grid);
        var change = Arrays.stream(Change.values())
                .filter(each -> OrderingMembers.verb(each).equals(order))
                .findFirst()
                .orElseThrow(() -> OrderRefused.unknown(
                        "There is no order '" + order + "': enrol, revoke, key, private or metered."));
        return ordering.order(change, known, Party.parse(party), wish);
    }

    private static MemberState state(String text) {
        return Arrays.stream(MemberState.values())
                .filter(each -> each.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'state' is '" + text + "', and should be one of "
                        + Stream.of(MemberState.values())
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + "."));
    }
}
