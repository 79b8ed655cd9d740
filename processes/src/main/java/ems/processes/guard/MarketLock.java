package ems.processes.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.people.person.People;
import ems.people.token.ApiToken;
import ems.people.token.ApiTokens;
import ems.people.trail.Act;
import ems.people.trail.Trail;

/**
 * Whether the market is locked. Until its first person is set up it is open to all who use its machine, and to nobody else: it
 * listens on loopback only. From then on each address asks who is there.
 */
@Singleton
public class MarketLock {

    /** Whoever uses the machine of a market that is open to all of it, as the trail names them. */
    public static final String SOMEBODY = "somebody at this machine";

    private static final Clock CLOCK = Clock.systemUTC();

    private final People people;
    private final ApiTokens tokens;
    private final Trail trail;
    private final boolean loopback;
    private final boolean database;
    private volatile boolean locked;

    /** @param database without one nobody is known */
    public MarketLock(
            People people,
            ApiTokens tokens,
            Trail trail,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "ems.database") boolean database) {
        this.people = people;
        this.tokens = tokens;
        this.trail = trail;
        this.loopback = isLoopback(host);
        this.database = database;
    }

    void onStart(@Observes @Priority(1) StartupEvent start) {
        look();
    }

    /** After somebody was added: whatever token a tester got before ends. */
    public void look() {
        boolean isKnown = hasPeople();
        locked = locked || !loopback || isKnown;
        if (isKnown) {
            endTokensOfSomebody();
        }
    }

    private void endTokensOfSomebody() {
        var now = CLOCK.instant();
        var holding = tokens.all().stream()
                .filter(token -> token.issuedBy().equals(SOMEBODY) && token.holdsAt(now))
                .map(ApiToken::name)
                .toList();
        if (!holding.isEmpty()) {
            trail.doing(
                    new Act(
                            SOMEBODY,
                            "end tokens",
                            Act.shortened(String.join(", ", holding)),
                            "they were got before people were set up"),
                    () -> tokens.endAllOf(SOMEBODY));
        }
    }

    public boolean isLocked() {
        return locked;
    }

    public boolean hasPeople() {
        return database && !people.isEmpty();
    }

    /** Whether only programs of this machine reach the address. */
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
