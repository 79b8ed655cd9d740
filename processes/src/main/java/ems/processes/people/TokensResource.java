package ems.processes.people;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

import ems.people.person.OwnParty;
import ems.people.token.ApiToken;
import ems.processes.login.CurrentAsker;
import ems.processes.operations.Reason;

/** Tokens of devices and monitors: which there are, a new one, which is shown once, and the end of one. */
@Path("/api/tokens")
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TokensResource {

    private final IssuingTokens tokens;
    private final CurrentAsker asker;

    public TokensResource(IssuingTokens tokens, CurrentAsker asker) {
        this.tokens = tokens;
        this.asker = asker;
    }

    /**
     * One token, without its text.
     *
     * @param parties empty: it reads figures and speaks for nobody
     * @param revokedAt empty: not revoked
     * @param holds whether it is taken now
     */
    public record TokenView(
            String name,
            List<String> parties,
            String issuedBy,
            String issuedAt,
            String expiresAt,
            String revokedAt,
            boolean holds) {

        static TokenView of(ApiToken token) {
            return new TokenView(
                    token.name(),
                    token.parties().stream().map(OwnParty::text).sorted().toList(),
                    token.issuedBy(),
                    token.issuedAt().toString(),
                    token.expiresAt().toString(),
                    token.revokedAt().map(Instant::toString).orElse(""),
                    IssuingTokens.holds(token));
        }
    }

    /**
     * What is wished for.
     *
     * @param figures true: it reads the market's figures, and speaks for nobody
     * @param days how long it holds; left out: 397
     * @param reason in 1 to 300 characters
     */
    public record NewToken(
            @Nullable String name,
            @Nullable List<String> parties,
            @Nullable Boolean figures,
            @Nullable Integer days,
            @Nullable String reason) {}

    @GET
    public List<TokenView> all() {
        return tokens.all().stream().map(TokenView::of).toList();
    }

    @POST
    public Response issue(@Nullable NewToken wish) {
        var by = asker.proved();
        if (wish == null) {
            throw new IllegalArgumentException("a new token needs name and parties");
        }
        var name = wish.name() == null ? "" : wish.name();
        var parties = wish.parties() == null ? Set.<OwnParty>of() : OwnParty.parseAll(String.join(",", wish.parties()));
        var lasting = IssuingTokens.lasting(wish.days());
        var reason = Reason.given(wish.reason());
        boolean figures = Boolean.TRUE.equals(wish.figures());
        if (figures && !parties.isEmpty()) {
            throw new IllegalArgumentException(
                    "a token for figures speaks for nobody: leave out parties, or issue another token for them");
        }
        var issued = figures
                ? tokens.issueForFigures(by.name(), name, lasting, reason)
                : tokens.issue(by.name(), name, parties, lasting, reason);
        return Response.status(Response.Status.CREATED).entity(issued).build();
    }

    /** @param reason in 1 to 300 characters */
    @DELETE
    @Path("/{name}")
    public Response revoke(@PathParam("name") String name, @QueryParam("reason") @Nullable String reason) {
        tokens.revoke(asker.get().name(), name, Reason.given(reason));
        return Response.noContent().build();
    }
}
