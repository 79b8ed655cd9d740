package ems.processes.enrolment;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jakarta.inject.Singleton;

import ems.market.party.GridId;
import ems.market.party.Party;
import ems.market.party.ProsumerId;
import ems.people.person.OwnParty;
import ems.people.person.PersonName;
import ems.people.token.ApiToken;
import ems.processes.operations.Reason;
import ems.processes.people.IssuingTokens;
import ems.processes.people.IssuingTokens.Issued;

/** Tokens of homes' agents: a home has one agent, and its token is called {@code L1.agent}, the next one {@code L1.agent-2}. */
@Singleton
public class AgentTokens {

    private static final String AGENT = ".agent";
    private static final int LONGEST_HOME = 48;

    private final IssuingTokens tokens;

    AgentTokens(IssuingTokens tokens) {
        this.tokens = tokens;
    }

    /** Those of the home's agent, the newest first; those that have ended too. */
    List<ApiToken> of(GridId grid, ProsumerId home) {
        return tokens.all().stream()
                .filter(token -> isOf(home, token.name()))
                .filter(token -> token.parties().stream().anyMatch(party -> party.covers(grid, home)))
                .sorted(Comparator.comparing(ApiToken::issuedAt).reversed())
                .toList();
    }

    /** Whether a token that holds speaks for a party as another home's agent does. */
    boolean isOfAnotherAgent(GridId grid, Party party, ProsumerId home) {
        return tokens.all().stream()
                .filter(IssuingTokens::holds)
                .filter(token -> !isOf(home, token.name()))
                .filter(token -> token.parties().stream()
                        .anyMatch(each -> each.party() instanceof ProsumerId other && isOf(other, token.name())))
                .anyMatch(token -> token.parties().stream().anyMatch(each -> each.covers(grid, party)));
    }

    /** Whether a token of this name is of the party's agent. */
    public static boolean isOf(Party party, String name) {
        var first = first(party);
        return name.equals(first) || (name.startsWith(first + "-") && number(name.substring(first.length() + 1)));
    }

    /** A token's name has no place for the longest homes. */
    private static String first(Party party) {
        var home = party.text();
        return (home.length() <= LONGEST_HOME ? home : home.substring(0, LONGEST_HOME)) + AGENT;
    }

    private static boolean number(String text) {
        return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    }

    /** Whom the tokens speak for in a grid. */
    static List<Party> parties(List<ApiToken> tokens, GridId grid) {
        return tokens.stream()
                .flatMap(token -> token.parties().stream())
                .filter(party ->
                        party.grid().filter(other -> !other.equals(grid)).isEmpty())
                .map(OwnParty::party)
                .distinct()
                .toList();
    }

    /** Another one. */
    Issued issue(Enroller by, GridId grid, AgentParties agent, Duration lasting, Reason reason) {
        var taken = tokens.all().stream().map(ApiToken::name).collect(Collectors.toSet());
        var first = first(agent.home());
        var name = Stream.iterate(1, number -> number + 1)
                .map(number -> number == 1 ? first : first + "-" + number)
                .filter(free -> !taken.contains(free))
                .findFirst()
                .orElseThrow();
        Set<OwnParty> parties = agent.of(grid);
        return by.asMember()
                ? tokens.issueAsMember(new PersonName(by.name()), name, parties, lasting, reason)
                : tokens.issue(by.name(), name, parties, lasting, reason);
    }

    /** Those among them that hold. */
    void end(Enroller by, List<ApiToken> ended, Reason reason) {
        ended.stream().filter(IssuingTokens::holds).forEach(token -> tokens.revoke(by.name(), token.name(), reason));
    }
}
