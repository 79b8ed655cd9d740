package ems.processes.trail;

import java.util.List;
import jakarta.inject.Singleton;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import ems.people.trail.Trail;
import ems.people.trail.TrailLine;

/** Who did what: the latest lines, and whether all of them are as they were written. */
@Path("/api/trail")
@Singleton
@Produces(MediaType.APPLICATION_JSON)
public class TrailResource {

    private static final int MOST = 1_000;

    private final Trail trail;
    private final SealedTrail comparison;

    public TrailResource(Trail trail, SealedTrail comparison) {
        this.trail = trail;
        this.comparison = comparison;
    }

    /** One line. */
    public record LineView(long number, String at, String person, String did, String what, String reason, String hash) {

        static LineView of(TrailLine line) {
            var act = line.act();
            return new LineView(
                    line.number(),
                    line.at().toString(),
                    act.person(),
                    act.did(),
                    act.what(),
                    act.reason(),
                    line.hash());
        }
    }

    /** Newest first. */
    @GET
    public List<LineView> latest(@QueryParam("most") @DefaultValue("100") int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("most " + most + " is outside [1, " + MOST + "]");
        }
        return trail.latest(most).stream().map(LineView::of).toList();
    }

    /** Reads all lines, and compares those that ledgers hold. */
    @GET
    @Path("/check")
    public CheckView check() {
        return comparison.now();
    }
}
