package ems.processes.login;

import java.util.function.LongSupplier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.processes.guard.TokenBuckets;

/**
 * Puts logins that were refused into the trail, which keeps every line for ever: sixty at once and then one a minute. Those between
 * are counted, and the next line says how many they were.
 */
@Singleton
class RefusedLogins {

    private static final String THE_ONE_BUCKET = "";

    private final Trail trail;
    private final TokenBuckets lines;
    private long between;

    @Inject
    RefusedLogins(Trail trail) {
        this(trail, System::nanoTime);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    RefusedLogins(Trail trail, LongSupplier nanoTime) {
        this.trail = trail;
        this.lines = new TokenBuckets(1 / 60.0, 60, nanoTime);
    }

    /** @param did such as {@code log in refused} */
    synchronized void add(String person, String did, String what) {
        if (lines.take(THE_ONE_BUCKET)) {
            trail.add(Act.of(
                    person, did, what + (between == 0 ? "" : "; and " + between + " more since the line before")));
            between = 0;
        } else {
            between++;
        }
    }
}
