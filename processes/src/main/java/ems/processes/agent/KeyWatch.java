package ems.processes.agent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import ems.market.quantity.MatchingPeriod;
import ems.processes.members.KeyStanding;

/**
 * Whether the market takes what a party's key signs. It is asked once; again with each reading of the half minute before the period that
 * it names, once a period where it names none, and after something was refused.
 */
final class KeyWatch {

    /** So long before the first period the key's block is sealed, unless its signatures come late. */
    private static final Duration SEALED_BEFORE = Duration.ofSeconds(30);

    private final AgentParty own;
    private final AgentCalls market;
    private final AgentVoice voice;
    private boolean counts;
    private boolean hasCounted;
    private Optional<Instant> privateFrom = Optional.empty();
    private Instant next = Instant.MIN;
    private String said = "";

    KeyWatch(AgentParty own, AgentCalls market, AgentVoice voice) {
        this.own = own;
        this.market = market;
        this.voice = voice;
    }

    AgentParty own() {
        return own;
    }

    boolean counts() {
        return counts;
    }

    /** Start of the first period in which its home is private, as the market said when it was asked last; empty: it is metered. */
    Optional<Instant> privateFrom() {
        return privateFrom;
    }

    /** Something that the key signed was refused: it may have been rotated away. */
    void doubt() {
        next = Instant.MIN;
    }

    /**
     * Asks, if that is due.
     *
     * @param now end of the last reading
     * @throws IOException if the market does not answer, and is to be asked with the next reading, or refuses the question
     */
    void look(Instant now) throws IOException {
        if (now.isBefore(next)) {
            return;
        }
        try {
            take(market.keyStanding(own), now);
        } catch (AgentCalls.RefusedCall e) {
            next = now.plus(MatchingPeriod.LENGTH);
            throw e;
        }
    }

    private void take(KeyStanding standing, Instant now) {
        counts = standing.counts();
        privateFrom = standing.privateFrom();
        hasCounted |= counts;
        var whose = "the key of " + own.party().account();
        if (counts) {
            next = Instant.MAX;
            say(whose + " counts: it signs from now on");
        } else if (standing.from().isPresent()) {
            var from = standing.from().get();
            var shortlyBefore = from.minus(SEALED_BEFORE);
            next = now.isBefore(from) ? later(shortlyBefore, now) : now.plus(MatchingPeriod.LENGTH);
            say(whose + " counts from the period of " + from + " on: it waits until then");
        } else {
            next = now.plus(MatchingPeriod.LENGTH);
            say(
                    hasCounted
                            ? whose + " does not count any more: it sends nothing until it does"
                            : whose
                                    + " does not count yet: enrol the agent, on the page of the member or with ./ems members enrol-agent, and it"
                                    + " begins by itself; if it is enrolled already, then with the key of another folder: name that with --data");
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** What has not changed is said once. */
    private void say(String line) {
        if (!line.equals(said)) {
            said = line;
            voice.says(line);
        }
    }
}
