package ems.processes.own;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jakarta.inject.Singleton;

import ems.people.person.OwnParty;
import ems.people.secret.Secret;
import ems.people.token.ApiToken;
import ems.people.token.ApiTokens;
import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.processes.operations.OrderRefused;
import ems.processes.operations.Reason;
import ems.processes.own.AccessView.DeviceToken;
import ems.processes.own.OwnParties.Own;

/** Tokens of the devices that speak for one party: a member issues some for it alone, and ends those. */
@Singleton
class OwnTokens {

    /** That hold at a time: a home has a meter, a gateway, a charger, and spares. */
    static final int MOST = 20;

    private static final Clock CLOCK = Clock.systemUTC();

    private final ApiTokens tokens;
    private final Trail trail;

    OwnTokens(ApiTokens tokens, Trail trail) {
        this.tokens = tokens;
        this.trail = trail;
    }

    List<DeviceToken> of(Own own) {
        return tokens.all().stream()
                .filter(token -> speaksFor(token, own))
                .map(token -> new DeviceToken(
                        token.name(),
                        token.parties().size() - 1,
                        token.issuedBy(),
                        token.issuedAt(),
                        token.expiresAt(),
                        token.revokedAt(),
                        token.holdsAt(CLOCK.instant()),
                        whyNot(token)))
                .toList();
    }

    private static boolean speaksFor(ApiToken token, Own own) {
        return token.parties().stream()
                .anyMatch(party -> party.covers(own.grid().setup().grid(), own.party()));
    }

    private static Optional<String> whyNot(ApiToken token) {
        return token.parties().size() == 1
                ? Optional.empty()
                : Optional.of("It speaks for others, too: ask the operator to revoke it.");
    }

    /**
     * Issues one for this party of this grid alone.
     *
     * @param label is led by the party's name, so that members do not meet each other's
     * @throws OrderRefused if the party has too many that hold
     * @throws IllegalArgumentException if a value makes no sense; names it
     */
    synchronized Issued issue(Own own, String label, Duration lasting, Reason reason) {
        long holding = of(own).stream().filter(DeviceToken::holds).count();
        if (holding >= MOST) {
            throw OrderRefused.conflict(own.party().account() + " has " + holding + " tokens that hold, and at most "
                    + MOST + " may: revoke one first.");
        }
        var grid = own.grid().setup().grid();
        var name = own.party().text() + "." + label;
        var party = new OwnParty(Optional.of(grid), own.party());
        Secret secret = trail.doing(
                new Act(own.by().name(), "issue token", Act.shortened(name + " for " + party.text()), reason.text()),
                () -> tokens.issue(name, Set.of(party), lasting, own.by().name()));
        return new Issued(name, secret.text());
    }

    /** A token's text: shown this once. */
    record Issued(String name, String token) {}

    /** @throws OrderRefused if there is none of that name for this party, or it speaks for others, too */
    void revoke(Own own, String name, Reason reason) {
        var token = tokens.all().stream()
                .filter(each -> each.name().equals(name) && speaksFor(each, own))
                .findFirst()
                .orElseThrow(() -> OrderRefused.unknown(
                        "No token '" + name + "' speaks for " + own.party().account() + "."));
        whyNot(token).ifPresent(why -> {
            throw OrderRefused.notAllowed(why);
        });
        trail.doing(
                new Act(own.by().name(), "revoke token", Act.shortened(name), reason.text()),
                () -> tokens.revoke(name));
    }
}
