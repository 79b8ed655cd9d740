package ems.processes.login;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ems.people.person.PersonName;
import ems.processes.guard.ClientNetwork;
import ems.processes.guard.TokenBuckets;

/**
 * How often a password may be tried: five times at once and then one in ten seconds for a name from one address; twenty at once and
 * then one in two seconds from one address whatever the name; and a hundred at once and then one in a minute for a name from all
 * addresses. Where a person logged in before, since the market's start, the first of the three counts alone: whoever guesses, from
 * there or elsewhere, keeps nobody out who was in. An IPv6 address counts by its first 64 bits.
 */
@Singleton
class LoginRates {

    private static final int KEPT = 10_000;

    private final TokenBuckets ofNamesHere;
    private final TokenBuckets ofAddresses;
    private final TokenBuckets ofNames;
    private final Set<String> proved = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > KEPT;
        }
    });

    @Inject
    LoginRates() {
        this(System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    LoginRates(LongSupplier nanoTime) {
        ofNamesHere = new TokenBuckets(0.1, 5, nanoTime);
        ofAddresses = new TokenBuckets(0.5, 20, nanoTime);
        ofNames = new TokenBuckets(1 / 60.0, 100, nanoTime);
    }

    /**
     * @param name as it was sent, of whatever length: what is no name is not kept
     * @return whether it may be tried now
     */
    boolean take(String address, String name) {
        var network = ClientNetwork.of(address);
        if (!PersonName.isOne(name)) {
            return ofAddresses.take(network);
        }
        var here = network + ' ' + name;
        return ofNamesHere.take(here) && (isProved(here) || ofAddresses.take(network) && ofNames.take(name));
    }

    /** The password of the name was right there. */
    void succeeded(String address, PersonName name) {
        synchronized (proved) {
            proved.add(ClientNetwork.of(address) + ' ' + name.text());
        }
    }

    private boolean isProved(String here) {
        synchronized (proved) {
            return proved.contains(here);
        }
    }

    /** How many names and addresses are kept. */
    int kept() {
        return ofNamesHere.size() + ofAddresses.size() + ofNames.size();
    }

    /** Until the next try, at most. */
    long secondsToWait() {
        return ofNamesHere.secondsToWait();
    }
}
