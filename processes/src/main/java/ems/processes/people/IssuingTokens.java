package ems.processes.people;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import ems.people.person.OwnParty;
import ems.people.person.PersonName;
import ems.people.secret.Secret;
import ems.people.token.ApiToken;
import ems.people.token.ApiTokens;
import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.processes.operations.Reason;

/** Issues tokens and revokes them; the trail says so first. Who may do that for whom is checked before. */
@Singleton
public class IssuingTokens {

    private static final Duration USUAL = Duration.ofDays(397);
    private static final Clock CLOCK = Clock.systemUTC();

    private final ApiTokens tokens;
    private final Trail trail;

    IssuingTokens(ApiTokens tokens, Trail trail) {
        this.tokens = tokens;
        this.trail = trail;
    }

    /** A token's text: shown this once. */
    public record Issued(String name, String token) {}

    /**
     * @param days null: 397
     * @throws IllegalArgumentException if no token holds for so many
     */
    public static Duration lasting(@Nullable Integer days) {
        var lasting = days == null ? USUAL : Duration.ofDays(days);
        ApiTokens.refuseUnlessHolding(lasting);
        return lasting;
    }

    /** By name; those that have ended too. */
    public List<ApiToken> all() {
        return tokens.all();
    }

    /** Whether it is taken now. */
    public static boolean holds(ApiToken token) {
        return token.holdsAt(CLOCK.instant());
    }

    /** @throws IllegalArgumentException if a value makes no sense; names it */
    public Issued issue(String by, String name, Set<OwnParty> parties, Duration lasting, Reason reason) {
        return issued(by, name, OwnParty.textOf(parties), reason, () -> tokens.issue(name, parties, lasting, by));
    }

    /** @throws IllegalArgumentException if a value makes no sense; names it */
    Issued issueForFigures(String by, String name, Duration lasting, Reason reason) {
        return issued(by, name, "figures", reason, () -> tokens.issueForFigures(name, lasting, by));
    }

    /** @throws IllegalArgumentException if a value makes no sense, or the member does not speak for a party; says so */
    public Issued issueAsMember(PersonName by, String name, Set<OwnParty> parties, Duration lasting, Reason reason) {
        return issued(
                by.text(),
                name,
                OwnParty.textOf(parties),
                reason,
                () -> tokens.issueAsMember(name, parties, lasting, by));
    }

    private Issued issued(String by, String name, String whom, Reason reason, Supplier<Secret> issuing) {
        var secret =
                trail.doing(new Act(by, "issue token", Act.shortened(name + " for " + whom), reason.text()), issuing);
        return new Issued(name, secret.text());
    }

    /** @throws IllegalArgumentException if there is none of that name */
    public void revoke(String by, String name, Reason reason) {
        trail.doing(new Act(by, "revoke token", Act.shortened(name), reason.text()), () -> tokens.revoke(name));
    }
}
