package ems.console.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import ems.market.party.GridId;

/** What the page asks for. It only reads: nothing here changes the market. */
@Path("/api/grids")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class MarketResource {

    private static final int MOST_DEAD_LETTERS = 100;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final FindMarketSnapshot market;

    @Inject
    public MarketResource(FindMarketSnapshot market) {
        this.market = market;
    }

    @GET
    public Response grids() {
        return Response.ok(market.grids().stream().map(GridId::text).toList()).build();
    }

    /**
     * @param find part of a party's name, in any case; blank: all parties
     * @param rows how many pairs, parties without a pair and refusals, in [1, 1000]
     */
    @GET
    @Path("/{grid}/snapshot")
    public Response snapshot(
            @PathParam("grid") String grid,
            @QueryParam("find") @DefaultValue("") String find,
            @QueryParam("rows") Optional<String> rows) {
        RowChoice choice;
        try {
            choice = new RowChoice(find, rows.map(MarketResource::number).orElse(RowChoice.USUAL));
        } catch (IllegalArgumentException wrong) {
            return Problem.of(BAD_REQUEST, wrong.getMessage() + ".").response();
        }
        return known(grid, id -> market.snapshot(id, choice));
    }

    private static int number(String rows) {
        try {
            return Integer.parseInt(rows);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'rows' must be a whole number in [1, " + RowChoice.MOST + "]", e);
        }
    }

    /** The latest 100. */
    @GET
    @Path("/{grid}/dead-letters")
    public Response deadLetters(@PathParam("grid") String grid) {
        return known(grid, id -> market.deadLetters(id, MOST_DEAD_LETTERS));
    }

    private Response known(String name, Function<GridId, Optional<?>> question) {
        List<GridId> grids = market.grids();
        return grids.stream()
                .filter(grid -> grid.text().equals(name))
                .findFirst()
                .flatMap(question::apply)
                .map(found -> Response.ok(found).build())
                .orElseGet(() -> unknown(name, grids).response());
    }

    private static Problem unknown(String name, List<GridId> grids) {
        String running = grids.isEmpty()
                ? "there is none"
                : "these do: "
                        + String.join(", ", grids.stream().map(GridId::text).toList());
        return Problem.of(NOT_FOUND, "No grid '" + name + "' runs here; " + running + ".");
    }
}
