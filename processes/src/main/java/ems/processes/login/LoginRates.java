package ems.processes.login;

import jakarta.inject.Singleton;

import ems.processes.guard.TokenBuckets;

/**
 * How often a password may be tried: five times at once and then one in ten seconds for a name from one address, and twenty at
 * once and then one in two seconds from one address whatever the name. Whoever guesses locks out no one at another address.
 */
@Singleton
class LoginRates {

    private final TokenBuckets ofNames = new TokenBuckets(0.1, 5, System::nanoTime);
    private final TokenBuckets ofAddresses = new TokenBuckets(0.5, 20, System::nanoTime);

    /** @return whether it may be tried now */
    boolean take(String address, String name) {
        return ofAddresses.take(address) && ofNames.take(address + ' ' + name);
    }

    /** Until the next try, at most. */
    long secondsToWait() {
        return ofNames.secondsToWait();
    }
}
