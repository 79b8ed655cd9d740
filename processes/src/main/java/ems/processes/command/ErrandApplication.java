package ems.processes.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.quarkus.runtime.QuarkusApplication;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

import ems.processes.folder.DataFolder;
import ems.processes.folder.MarketCall;

/** The application without its market, for one errand: database, people and their addresses. */
class ErrandApplication implements QuarkusApplication {

    private record Order(Errand errand, CommandSpec command) {}

    private static final AtomicReference<@Nullable Order> ORDER = new AtomicReference<>();

    private final Path data;

    ErrandApplication(@ConfigProperty(name = "ems.data", defaultValue = "data") Path data) {
        this.data = data;
    }

    /** @return the exit code */
    static int start(Errand errand, CommandSpec command, List<String> words) {
        ORDER.set(new Order(errand, command));
        return ApplicationExit.of(ErrandApplication.class, words.toArray(String[]::new));
    }

    @Override
    public int run(String... words) throws IOException {
        DataFolder.of(data).opened();
        var order = ORDER.get();
        if (order == null) {
            throw new IllegalStateException("started without an errand");
        }
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
        var market = MarketCall.at(URI.create("http://127.0.0.1:" + port + "/"), data);
        return order.errand().send(market, order.command());
    }
}
