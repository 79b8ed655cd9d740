package ems.processes.login;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

import ems.people.secret.Secret;
import ems.processes.folder.DataFolder;
import ems.processes.guard.MarketLock;

/** What the first person shows to be set up: it stands in {@code setup-token} of the data folder while there is nobody. */
@Singleton
class SetupKey {

    private static final Logger LOG = Logger.getLogger("ems.login");

    private final Path file;
    private final boolean live;
    private final MarketLock lock;
    private volatile Optional<Secret> secret = Optional.empty();

    SetupKey(
            @ConfigProperty(name = "ems.data", defaultValue = "data") Path data,
            @ConfigProperty(name = "ems.live", defaultValue = "false") boolean live,
            MarketLock lock) {
        this.file = data.resolve(DataFolder.SETUP_TOKEN);
        this.live = live;
        this.lock = lock;
    }

    void onStart(@Observes @Priority(2) StartupEvent start) {
        if (live && !lock.hasPeople()) {
            var fresh = Secret.random("");
            OwnersFile.write(file, fresh.text());
            secret = Optional.of(fresh);
        } else if (live) {
            forget(); // the first person may have been added by a command
        }
    }

    boolean is(String told) {
        return secret.filter(known -> known.is(told.strip())).isPresent();
    }

    /** It works once, even where its file stays. */
    void forget() {
        secret = Optional.empty();
        try {
            OwnersFile.delete(file);
        } catch (UncheckedIOException stays) {
            LOG.warnf("%s, and may be: what stands in it is worth nothing any more", stays.getMessage());
        }
    }
}
