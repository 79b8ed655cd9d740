package ems.processes.quorum;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;

import ems.processes.grid.LiveGrids;
import ems.processes.operations.OrderAnswer;

/** The road-side units of a grid, and whom an operator proposes. */
@Path("/api/grids")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class UnitsResource {

    private final LiveGrids grids;
    private final UnitsSource source;
    private final ProposingUnits proposing;

    UnitsResource(LiveGrids grids, UnitsSource source, ProposingUnits proposing) {
        this.grids = grids;
        this.source = source;
        this.proposing = proposing;
    }

    @GET
    @Path("/{grid}/units")
    public UnitsView units(@PathParam("grid") String grid) {
        return source.of(grids.known(grid));
    }

    @POST
    @Path("/{grid}/units/wanted")
    @Consumes(MediaType.APPLICATION_JSON)
    public OrderAnswer propose(@PathParam("grid") String grid, @Nullable UnitsWish wish) {
        return proposing.propose(grids.known(grid), wish);
    }
}
