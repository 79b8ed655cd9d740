package ems.processes.page;

import java.util.List;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import ems.ledger.store.AnchorProgress;
import ems.ledger.validator.ValidatorsText;
import ems.processes.grid.LiveGrids;

/** What an auditor keeps beside a ledger: who signs its blocks, and where their headers are published. */
@Path("/api/grids")
@Singleton
public class TrustResource {

    private final LiveGrids grids;

    public TrustResource(LiveGrids grids) {
        this.grids = grids;
    }

    /** One target: the height of the last header that it took, -1 for none, and why it did not take the next, if so. */
    public record AnchorView(String target, long height, String trouble) {

        static AnchorView of(AnchorProgress progress) {
            return new AnchorView(
                    progress.target(), progress.height(), progress.trouble().orElse(""));
        }
    }

    /** {@code quorum 2}, then the key of each road-side unit, a line each. */
    @GET
    @Path("/{grid}/validators")
    @Produces(MediaType.TEXT_PLAIN)
    public String validators(@PathParam("grid") String name) {
        var grid = grids.known(name);
        return grid.ledger()
                .registered(grid.setup().grid())
                .validators()
                .map(ValidatorsText::of)
                .orElseThrow(() -> new NotFoundException("Nobody signs the blocks of grid '" + name + "'."));
    }

    @GET
    @Path("/{grid}/anchors")
    @Produces(MediaType.APPLICATION_JSON)
    public List<AnchorView> anchors(@PathParam("grid") String name) {
        var grid = grids.known(name);
        return grid.ledger().anchorProgress(grid.setup().grid()).stream()
                .map(AnchorView::of)
                .toList();
    }
}
