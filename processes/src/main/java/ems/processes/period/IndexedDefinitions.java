package ems.processes.period;

import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.kie.kogito.Application;
import org.kie.kogito.process.Processes;
import org.kie.kogito.services.registry.ProcessDefinitionEventRegistry;
import org.kie.kogito.source.files.SourceFilesProvider;

/** Enters the processes into the index of instances as the application starts, where there is a database that holds one. */
@ApplicationScoped
class IndexedDefinitions {

    private final boolean database;

    IndexedDefinitions(@ConfigProperty(name = "ems.database") boolean database) {
        this.database = database;
    }

    void onStart(
            @Observes StartupEvent start,
            Application application,
            Processes processes,
            Instance<SourceFilesProvider> sources,
            @ConfigProperty(name = "kogito.service.url") String address) {
        if (database) {
            new ProcessDefinitionEventRegistry(application, address, found(sources)).register(processes);
        }
    }

    private static Optional<SourceFilesProvider> found(Instance<SourceFilesProvider> sources) {
        return sources.isResolvable() ? Optional.of(sources.get()) : Optional.empty();
    }
}
