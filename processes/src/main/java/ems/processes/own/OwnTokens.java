package ems.processes.own;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jakarta.inject.Singleton;

import ems.people.person.PersonName;
import ems.people.token.ApiToken;
import ems.processes.enrolment.AgentTokens;
import ems.processes.operations.OrderRefused;
import ems.processes.operations.Reason;
import ems.processes.own.AccessView.DeviceToken;
import ems.processes.own.OwnParties.Own;
import ems.processes.people.IssuingTokens;
import ems.processes.people.IssuingTokens.Issued;

/** Tokens of the devices that speak for one party: a member issues some for it alone, and ends those. */
@Singleton
class OwnTokens {

    /** That hold at a time: a home has a meter, a gateway, a charger, and spares. */
    static final int MOST = 20;

    private final IssuingTokens tokens;

    OwnTokens(IssuingTokens tokens) {
        this.tokens = tokens;
    }

    List<DeviceToken> of(Own own) {
        return tokens.all().stream()
                .filter(token -> speaksFor(token, own))
                .map(token -> new DeviceToken(
                        token.name(),
                        token.parties().size() - 1,
                        AgentTokens.isOf(own.party(), token.name()),
                        token.issuedBy(),
                        token.issuedAt(),
                        token.expiresAt(),
                        token.revokedAt(),
                        IssuingTokens.holds(token),
                        whyNot(token, own)))
                .toList();
    }

    private static boolean speaksFor(ApiToken token, Own own) {
        return token.parties().stream().anyMatch(party -> party.covers(own.name()));
    }

    /** One that also speaks for a party of another grid, or of grids to come, is not the member's to end. */
    private static Optional<String> whyNot(ApiToken token, Own own) {
        boolean isForOthers = token.parties().stream()
                .anyMatch(party -> own.by().parties().stream().noneMatch(mine -> mine.covers(party)));
        return isForOthers
                ? Optional.of("It speaks for others, too: ask the operator to revoke it.")
                : Optional.empty();
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
        var name = own.party().text() + "." + label;
        return tokens.issueAsMember(new PersonName(own.by().name()), name, Set.of(own.name()), lasting, reason);
    }

    /** @throws OrderRefused if there is none of that name for this party, or it speaks for others, too */
    void revoke(Own own, String name, Reason reason) {
        var token = tokens.all().stream()
                .filter(each -> each.name().equals(name) && speaksFor(each, own))
                .findFirst()
                .orElseThrow(() -> OrderRefused.unknown(
                        "No token '" + name + "' speaks for " + own.party().account() + "."));
        whyNot(token, own).ifPresent(why -> {
            throw OrderRefused.notAllowed(why);
        });
        tokens.revoke(own.by().name(), name, reason);
    }
}
