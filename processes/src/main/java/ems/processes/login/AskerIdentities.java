package ems.processes.login;

import java.time.Instant;
import jakarta.inject.Singleton;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

import ems.people.role.Role;
import ems.people.secret.Secret;
import ems.people.session.Sessions;
import ems.people.token.ApiTokens;

/** Looks up who shows a cookie or a token. */
@Singleton
class AskerIdentities implements IdentityProvider<TokenAuthenticationRequest> {

    private static final String ASKER = "ems.asker";

    private final Sessions sessions;
    private final ApiTokens tokens;
    private final CommandKey command;

    AskerIdentities(Sessions sessions, ApiTokens tokens, CommandKey command) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.command = command;
    }

    @Override
    public Class<TokenAuthenticationRequest> getRequestType() {
        return TokenAuthenticationRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(
            TokenAuthenticationRequest request, AuthenticationRequestContext context) {
        var shown = new Secret(request.getToken().getToken());
        return switch (request.getToken().getType()) {
            case LoginMechanism.SESSION -> context.runBlocking(() -> ofSession(shown, true));
            case LoginMechanism.WATCHED_SESSION -> context.runBlocking(() -> ofSession(shown, false));
            case LoginMechanism.BEARER -> context.runBlocking(() -> ofToken(shown));
            default -> Uni.createFrom().nullItem();
        };
    }

    private SecurityIdentity ofSession(Secret shown, boolean lastsOn) {
        return sessions.find(shown, lastsOn)
                .map(session -> identity(Asker.of(session, session.isFresh(Instant.now()))))
                .orElseThrow(AuthenticationFailedException::new);
    }

    private SecurityIdentity ofToken(Secret shown) {
        if (command.is(shown.text())) {
            return identity(Asker.command());
        }
        return tokens.find(shown)
                .map(token -> identity(Asker.of(token)))
                .orElseThrow(AuthenticationFailedException::new);
    }

    static SecurityIdentity identity(Asker asker) {
        var identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(asker.name()))
                .addAttribute(ASKER, asker);
        asker.roles().stream().map(Role::text).forEach(identity::addRole);
        return identity.build();
    }

    /** Null: the identity is not one of the market's. */
    static @Nullable Asker asker(SecurityIdentity identity) {
        return identity.getAttribute(ASKER);
    }
}
