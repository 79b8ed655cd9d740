package ems.processes.bill;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jakarta.inject.Singleton;

import ems.people.trail.Act;
import ems.people.trail.Trail;
import ems.processes.operations.Reason;

/** Why an auditor looks at somebody's bill: a line of the trail, and then an hour to look. After a restart the auditor says it again. */
@Singleton
class Looks {

    static final Duration LASTING = Duration.ofHours(1);

    private final Trail trail;
    private final Map<String, Instant> open = new ConcurrentHashMap<>();

    Looks(Trail trail) {
        this.trail = trail;
    }

    /**
     * A look that was noted.
     *
     * @param trail its line's number
     * @param until by the machine's clock
     */
    record Look(String party, long trail, Instant until) {}

    Look begin(String person, AskedParty party, Reason reason) {
        var now = Instant.now();
        open.values().removeIf(end -> !end.isAfter(now));
        long number = trail.add(new Act(person, "look at bill", name(party), reason.text()))
                .number();
        open.put(key(person, party), now.plus(LASTING));
        return new Look(name(party), number, now.plus(LASTING));
    }

    boolean isOpen(String person, AskedParty party) {
        var end = open.get(key(person, party));
        return end != null && end.isAfter(Instant.now());
    }

    private static String name(AskedParty party) {
        return party.id() + "/" + party.party().account();
    }

    private static String key(String person, AskedParty party) {
        return person + " " + name(party);
    }
}
