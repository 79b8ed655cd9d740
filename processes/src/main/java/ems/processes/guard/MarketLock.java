package ems.processes.guard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.people.person.People;

/**
 * Whether the market is locked. Until its first person is set up it is open to all who use its machine, and to nobody else: it
 * listens on loopback only. From then on each address asks who is there.
 */
@Singleton
public class MarketLock {

    private final People people;
    private final boolean loopback;
    private final boolean database;
    private volatile boolean locked;

    /** @param database without one nobody is known */
    public MarketLock(
            People people,
            @ConfigProperty(name = "quarkus.http.host") String host,
            @ConfigProperty(name = "ems.database") boolean database) {
        this.people = people;
        this.loopback = isLoopback(host);
        this.database = database;
    }

    void onStart(@Observes @Priority(1) StartupEvent start) {
        look();
    }

    /** After somebody was added. */
    public void look() {
        locked = locked || !loopback || hasPeople();
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
