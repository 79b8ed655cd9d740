package ems.processes.live;

import jakarta.inject.Inject;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code ./ems run}: opens the demonstration grid, says where to look, and stays. */
public class LiveApplication implements QuarkusApplication {

    @Inject
    DemoGrid demo;

    /** The doors open, and the clock ticks, once the grid is there. */
    @Inject
    CamelRuntime routes;

    @ConfigProperty(name = "quarkus.http.port")
    int port;

    @Override
    public int run(String... args) {
        demo.open();
        routes.start(new String[0]);
        System.out.println("The market runs: look at http://127.0.0.1:" + port + "/ (stop with Ctrl-C)");
        Quarkus.waitForExit();
        return 0;
    }
}
