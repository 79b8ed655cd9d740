package ems.processes.whatif;

import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;

import ems.processes.grid.LiveGrid;
import ems.processes.grid.LiveGrids;
import ems.rules.RuleTables;

/** What one version of a grid's rules did in settled periods. */
@Path("/api/grids/{grid}/rules/use")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class VersionUseResource {

    private final LiveGrids grids;
    private final RowsInProduction rows;

    public VersionUseResource(LiveGrids grids, RowsInProduction rows) {
        this.grids = grids;
        this.rows = rows;
    }

    /**
     * Periods, trades, and each row with its hits.
     *
     * @param version the active one without it
     * @param from start of the first period; a day before the end without it
     * @param to end of the last period; the last settled one without it
     */
    @GET
    public RowsInProduction.UseView use(
            @PathParam("grid") String grid,
            @QueryParam("version") @Nullable String version,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        var known = grids.known(grid);
        return rows.use(known, tables(known, version), from, to);
    }

    private static RuleTables tables(LiveGrid grid, @Nullable String version) {
        if (version == null || version.isBlank()) {
            return grid.rules().activeTables();
        }
        try {
            return grid.rules().tables(version.strip());
        } catch (IllegalArgumentException unknown) {
            throw new NotFoundException(
                    "Grid " + grid.setup().grid() + " never had rules of the version '" + version + "'.");
        }
    }
}
