package ems.processes.guard;

import java.util.Optional;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.ShutdownEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether the doors take messages: from when all routes are open until the market stops. Before and after, a sender is told to come
 * again.
 */
@Singleton
public class DoorHours {

    private volatile Optional<String> closed;

    /** @param doors whether this application has any */
    public DoorHours(@ConfigProperty(name = "ems.doors.http", defaultValue = "false") boolean doors) {
        this.closed = doors ? Optional.of("The market is starting") : Optional.empty();
    }

    public void open() {
        closed = Optional.empty();
    }

    /** Why they take nothing now, if so. */
    public Optional<String> closed() {
        return closed;
    }

    void onShutdown(@Observes ShutdownEvent end) {
        closed = Optional.of("The market is stopping");
    }
}
