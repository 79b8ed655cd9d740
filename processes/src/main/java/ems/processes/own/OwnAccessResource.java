package ems.processes.own;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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

import ems.processes.enrolment.AgentWish;
import ems.processes.enrolment.EndedAgent;
import ems.processes.enrolment.EnrollingAgents;
import ems.processes.members.MemberWish;
import ems.processes.members.MembersSource;
import ems.processes.members.OrderingMembers;
import ems.processes.operations.OrderAnswer;
import ems.processes.operations.Reason;
import ems.processes.people.IssuingTokens;

/** Who speaks for the own party: the key of its bids, the tokens of its devices, and a home's agent. */
@Path("/api/members/{party}/access")
@Produces(MediaType.APPLICATION_JSON)
@Singleton
public class OwnAccessResource {

    private final OwnParties parties;
    private final MembersSource members;
    private final OrderingMembers ordering;
    private final OwnTokens tokens;
    private final EnrollingAgents agents;

    OwnAccessResource(
            OwnParties parties,
            MembersSource members,
            OrderingMembers ordering,
            OwnTokens tokens,
            EnrollingAgents agents) {
        this.parties = parties;
        this.members = members;
        this.ordering = ordering;
        this.tokens = tokens;
        this.agents = agents;
    }

    /**
     * Another key.
     *
     * @param reason why, in 1 to 300 characters
     * @param key the public key, 43 characters of base64url
     * @param from start of the period from which it holds, an instant in UTC on a whole minute; without it, the earliest
     */
    public record KeyWish(
            @Nullable String reason,
            @Nullable String key,
            @Nullable String from) {}

    /**
     * Another token.
     *
     * @param name of the device; the token's begins with the party's
     * @param days how long it holds; left out: 397
     * @param reason why, in 1 to 300 characters
     */
    public record TokenWish(
            @Nullable String name,
            @Nullable Integer days,
            @Nullable String reason) {}

    @GET
    public AccessView access(@PathParam("party") String party, @QueryParam("grid") @Nullable String grid) {
        var own = parties.found(party, grid);
        return new AccessView(
                own.grid().setup().grid().text(),
                own.party().account(),
                own.grid().clock().instant(),
                members.ownKey(own.grid(), own.party()),
                tokens.of(own));
    }

    @POST
    @Path("/key")
    @Consumes(MediaType.APPLICATION_JSON)
    public OrderAnswer key(
            @PathParam("party") String party, @QueryParam("grid") @Nullable String grid, @Nullable KeyWish wish) {
        var own = parties.proved(party, grid);
        if (wish == null || wish.key() == null || wish.key().isBlank()) {
            throw new IllegalArgumentException(
                    "'key' is missing: give the public key of your bids, 43 characters of base64url. Its private part stays"
                            + " with you.");
        }
        return ordering.changeKey(
                own.grid(),
                own.party(),
                MemberWish.of(wish.reason(), wish.from(), wish.key().strip()));
    }

    @POST
    @Path("/tokens")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response issue(
            @PathParam("party") String party, @QueryParam("grid") @Nullable String grid, @Nullable TokenWish wish) {
        var own = parties.proved(party, grid);
        if (wish == null || wish.name() == null || wish.name().isBlank()) {
            throw new IllegalArgumentException("'name' is missing: say which device the token is for, such as meter.");
        }
        var lasting = IssuingTokens.lasting(wish.days());
        var issued = tokens.issue(own, wish.name().strip(), lasting, Reason.given(wish.reason()));
        return Response.status(Response.Status.CREATED).entity(issued).build();
    }

    /** @param reason in 1 to 300 characters */
    @DELETE
    @Path("/tokens/{name}")
    public Response revoke(
            @PathParam("party") String party,
            @PathParam("name") String name,
            @QueryParam("grid") @Nullable String grid,
            @QueryParam("reason") @Nullable String reason) {
        tokens.revoke(parties.found(party, grid), name, Reason.given(reason));
        return Response.noContent().build();
    }

    /** The home's agent: another key for the home, and for an own car; a token that speaks for both. */
    @POST
    @Path("/agent")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response enrolAgent(
            @PathParam("party") String party,
            @QueryParam("grid") @Nullable String grid,
            @Nullable AgentWish wish,
            @Context UriInfo asked) {
        var own = parties.proved(party, grid);
        var enrolled = agents.enrol(own.grid(), own.party(), wish, own.enroller(), asked.getBaseUri());
        return Response.status(Response.Status.CREATED).entity(enrolled).build();
    }

    /** @param reason in 1 to 300 characters */
    @DELETE
    @Path("/agent")
    public EndedAgent endAgent(
            @PathParam("party") String party,
            @QueryParam("grid") @Nullable String grid,
            @QueryParam("reason") @Nullable String reason) {
        var own = parties.proved(party, grid);
        return agents.end(own.grid(), own.party(), reason, own.enroller());
    }
}
