package ems.console.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;

import ems.market.party.GridId;

/** What the page asks for. It only reads: nothing here changes the market. */
@Path("/api/grids")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class MarketResource {

    private static final int MOST_DEAD_LETTERS = 100;

    private final FindMarketSnapshot market;

    @Inject
    public MarketResource(FindMarketSnapshot market) {
        this.market = market;
    }

    /** A "no" with its reason. */
    public record Problem(String problem) {}

    @GET
    public Response grids() {
        return answer(Response.ok(market.grids().stream().map(GridId::text).toList()));
    }

    @GET
    @Path("/{grid}/snapshot")
    public Response snapshot(@PathParam("grid") String grid) {
        return known(grid, market::snapshot);
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
                .map(found -> answer(Response.ok(found)))
                .orElseGet(() -> answer(Response.status(Status.NOT_FOUND).entity(unknown(name, grids))));
    }

    private static Problem unknown(String name, List<GridId> grids) {
        String running = grids.isEmpty()
                ? "there is none"
                : "these do: "
                        + String.join(", ", grids.stream().map(GridId::text).toList());
        return new Problem("No grid '" + name + "' runs here; " + running + ".");
    }

    private static Response answer(ResponseBuilder response) {
        return response.header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }
}
