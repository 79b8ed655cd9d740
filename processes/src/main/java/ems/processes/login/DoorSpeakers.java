package ems.processes.login;

import java.util.Optional;
import jakarta.inject.Singleton;

import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;

import ems.people.role.Right;
import ems.processes.guard.MarketLock;
import ems.routes.telemetry.Speaker;

/**
 * For whom the sender of a message may report, from who the server knows it to be: a device for its parties, a visitor of a market without people for everybody.
 */
@Singleton
public class DoorSpeakers {

    private final MarketLock lock;

    public DoorSpeakers(MarketLock lock) {
        this.lock = lock;
    }

    /** @param user as the server recognized it; empty: it did not */
    public Speaker of(Optional<Object> user) {
        if (user.orElse(null) instanceof QuarkusHttpUser known) {
            var asker = AskerIdentities.asker(known.getSecurityIdentity());
            if (asker != null) {
                return (grid, party) -> asker.may(Right.SEND_MESSAGES, grid, party);
            }
        }
        return lock.isLocked() ? Speaker.forNobody() : Speaker.forEverybody();
    }
}
