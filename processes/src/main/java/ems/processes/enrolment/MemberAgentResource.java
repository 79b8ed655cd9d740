package ems.processes.enrolment;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.jspecify.annotations.Nullable;

import ems.market.party.Party;
import ems.processes.grid.LiveGrids;
import ems.processes.operations.Caller;
import ems.processes.operations.Interventions;

/** Agents of homes, as an operator enrols and ends them. */
@Path("/api/grids/{grid}/members/{party}/agent")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class MemberAgentResource {

    private final LiveGrids grids;
    private final EnrollingAgents enrolling;
    private final Interventions interventions;
    private final Caller caller;

    MemberAgentResource(LiveGrids grids, EnrollingAgents enrolling, Interventions interventions, Caller caller) {
        this.grids = grids;
        this.enrolling = enrolling;
        this.interventions = interventions;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response enrol(
            @PathParam("grid") String grid,
            @PathParam("party") String party,
            @Nullable AgentWish wish,
            @Context UriInfo asked) {
        interventions.refuseUnlessMembersAllowed();
        var enrolled = enrolling.enrol(grids.known(grid), Party.parse(party), wish, operator(), asked.getBaseUri());
        return Response.status(Response.Status.CREATED).entity(enrolled).build();
    }

    /** @param reason in 1 to 300 characters */
    @DELETE
    public EndedAgent end(
            @PathParam("grid") String grid,
            @PathParam("party") String party,
            @QueryParam("reason") @Nullable String reason) {
        interventions.refuseUnlessMembersAllowed();
        return enrolling.end(grids.known(grid), Party.parse(party), reason, operator());
    }

    private Enroller operator() {
        return Enroller.operator(caller.name());
    }
}
