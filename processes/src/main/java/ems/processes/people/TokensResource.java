package ems.processes.people;

import java.time.Clock;
import java.time.Duration;
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
import ems.people.token.ApiTokens;
import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.processes.login.CurrentAsker;
import ems.processes.operations.Reason;

/** Tokens of devices and monitors: which there are, a new one, which is shown once, and the end of one. */
@Path("/api/tokens")
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class TokensResource {

    private static final int DAYS = 397;
    private static final Clock CLOCK = Clock.systemUTC();

    private final ApiTokens tokens;
    private final Trail trail;
    private final CurrentAsker asker;

    public TokensResource(ApiTokens tokens, Trail trail, CurrentAsker asker) {
        this.tokens = tokens;
        this.trail = trail;
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
                    token.holdsAt(CLOCK.instant()));
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

    /** A token's text: shown this once. */
    public record Issued(String name, String token) {}

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
        var days = Duration.ofDays(wish.days() == null ? DAYS : wish.days());
        var reason = reason(wish.reason());
        boolean figures = Boolean.TRUE.equals(wish.figures());
        if (figures && !parties.isEmpty()) {
            throw new IllegalArgumentException(
                    "a token for figures speaks for nobody: leave out parties, or issue another token for them");
        }
        var what = name + " for " + (figures ? "figures" : OwnParty.textOf(parties));
        var secret = trail.doing(
                new Act(by.name(), "issue token", Act.shortened(what), reason),
                () -> figures
                        ? tokens.issueForFigures(name, days, by.name())
                        : tokens.issue(name, parties, days, by.name()));
        return Response.status(Response.Status.CREATED)
                .entity(new Issued(name, secret.text()))
                .build();
    }

    /** @param reason in 1 to 300 characters */
    @DELETE
    @Path("/{name}")
    public Response revoke(@PathParam("name") String name, @QueryParam("reason") @Nullable String reason) {
        var by = asker.get();
        trail.doing(new Act(by.name(), "revoke token", Act.shortened(name), reason(reason)), () -> tokens.revoke(name));
        return Response.noContent().build();
    }

    private static String reason(@Nullable String given) {
        return Reason.given(given).text();
    }
}
