package ems.processes.login;

import java.nio.file.Path;
import java.util.Optional;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.people.secret.Secret;
import ems.processes.folder.DataFolder;

/**
 * How a command on the machine shows a running market that it may read the data folder: it sends what stands in {@code
 * command-token}, which only the market's own user can read. Each start writes another one.
 */
@Singleton
class CommandKey {

    static final String PREFIX = "emscommand_";

    private final Path file;
    private final boolean live;
    private volatile Optional<Secret> secret = Optional.empty();

    CommandKey(
            @ConfigProperty(name = "ems.data", defaultValue = "data") Path data,
            @ConfigProperty(name = "ems.live", defaultValue = "false") boolean live,
            @ConfigProperty(name = "ems.commands", defaultValue = "false") boolean commands) {
        this.file = data.resolve(DataFolder.COMMAND_TOKEN);
        this.live = live || commands;
    }

    void onStart(@Observes @Priority(2) StartupEvent start) {
        if (live) {
            var fresh = Secret.random(PREFIX);
            OwnersFile.write(file, fresh.text());
            secret = Optional.of(fresh);
        }
    }

    boolean is(String told) {
        return secret.filter(known -> known.is(told)).isPresent();
    }
}
