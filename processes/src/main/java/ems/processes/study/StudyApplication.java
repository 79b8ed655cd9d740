package ems.processes.study;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

import jakarta.inject.Inject;

import io.quarkus.runtime.QuarkusApplication;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.market.telemetry.DeadLetters;
import ems.processes.period.InMemoryPeriods;
import ems.processes.period.Markets;
import ems.rules.FrozenRuleBook;
import ems.study.host.StudyHost;
import ems.study.run.Progress;

/** {@code ./ems study} and {@code ./ems forecast}: does what was ordered and tells what came out. */
public class StudyApplication implements QuarkusApplication {

    private static final int REFUSED_SHOWN = 10;

    private static Order order;

    /** What to do: handed over before the application starts. */
    @FunctionalInterface
    public interface Order {

        /** @return what came out, for the console */
        String carryOut(StudyHost host, int threads, Progress progress);
    }

    @Inject
    InMemoryPeriods periods;

    @Inject
    Markets markets;

    /** An application with a main of its own starts its routes itself. */
    @Inject
    CamelRuntime routes;

    @Inject
    Clock clock;

    @ConfigProperty(name = "ems.home", defaultValue = ".")
    Path home;

    private static void tellRefused(DeadLetters refused) {
        if (refused.count() > 0) {
            System.err.println(refused.count() + " messages of the data were refused, the latest ones:");
            refused.latest(REFUSED_SHOWN).forEach(letter -> System.err.println("  " + letter.reason()));
        }
    }

    public static void next(Order next) {
        order = next;
    }

    @Override
    public int run(String... args) throws IOException {
        var rules = FrozenRuleBook.of(home.resolve("rules").resolve("tables"));
        routes.start(new String[0]);
        var host = EngineHost.of(periods, markets, routes.getCamelContext(), clock, rules);
        int threads = Runtime.getRuntime().availableProcessors();
        try (var progress = new ProgressBar(System.err, System.console() != null)) {
            String outcome = order.carryOut(host, threads, progress);
            progress.close();
            System.out.println(outcome);
        }
        tellRefused(host.refused());
        return 0;
    }
}
