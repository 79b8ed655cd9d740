package ems.processes.whatif;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;

import ems.processes.grid.LiveGrids;

/** What each row of a grid's rules did in settled periods. */
@Path("/api/grids/{grid}/rules/rows")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class RuleRowsResource {

    private final LiveGrids grids;
    private final RowsInProduction rows;

    public RuleRowsResource(LiveGrids grids, RowsInProduction rows) {
        this.grids = grids;
        this.rows = rows;
    }

    /**
     * Rows that did something.
     *
     * @param from start of the first period; a day before the end without it
     * @param to end of the last period; the last settled one without it
     */
    @GET
    public RowsInProduction.RowsView rows(
            @PathParam("grid") String grid,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return rows.of(grids.known(grid), from, to);
    }
}
