package ems.processes.login;

import java.util.Optional;
import java.util.Set;
import jakarta.inject.Singleton;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Takes a person's cookie, or the token of a device or a command in {@code Authorization: Bearer}. Both are looked up with each
 * request, so that either ends at once. An ended session is nobody; a wrong token is refused, since its sender means to be somebody.
 */
@Singleton
class LoginMechanism implements HttpAuthenticationMechanism {

    /** Kinds of what is shown. */
    static final String SESSION = "session";
    /** The cookie of a page that asks by itself, while nobody does anything there. */
    static final String WATCHED_SESSION = "watched-session";

    static final String BEARER = "bearer";

    private static final String BY_ITSELF = "Ems-By-Itself";
    private static final String SCHEME = "Bearer ";
    private static final int PRIORITY = 2_000;
    private static final int UNAUTHORIZED = 401;

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        var shown = context.request().getHeader("Authorization");
        if (shown != null && shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return identities
                    .authenticate(request(shown.substring(SCHEME.length()).strip(), BEARER))
                    .onFailure(AuthenticationFailedException.class)
                    .invoke(wrong -> LoginFilter.noteWrongToken(context))
                    .onFailure(AuthenticationFailedException.class)
                    .recoverWithNull();
        }
        var kind = context.request().headers().contains(BY_ITSELF) ? WATCHED_SESSION : SESSION;
        return SessionCookie.in(context.request())
                .map(secret -> identities
                        .authenticate(request(secret.text(), kind))
                        .onFailure(AuthenticationFailedException.class)
                        .recoverWithNull())
                .orElseGet(() -> Uni.createFrom().optional(Optional.empty()));
    }

    private static AuthenticationRequest request(String secret, String kind) {
        return new TokenAuthenticationRequest(new TokenCredential(secret, kind));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, null, null));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }

    /** The inherited method throws where an address names its mechanism. */
    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(new HttpCredentialTransport(HttpCredentialTransport.Type.COOKIE, SESSION, SESSION));
    }

    @Override
    public int getPriority() {
        return PRIORITY;
    }
}
