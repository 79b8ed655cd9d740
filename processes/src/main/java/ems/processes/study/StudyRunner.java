package ems.processes.study;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import jakarta.enterprise.context.ApplicationScoped;

import org.apache.camel.quarkus.core.CamelRuntime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.market.telemetry.DeadLetters;
import ems.processes.period.InMemoryPeriods;
import ems.processes.period.Markets;
import ems.rules.FrozenRuleBook;

/** Carries out an order on a study and prints what came out. */
@ApplicationScoped
public class StudyRunner {

    private static final int REFUSED_SHOWN = 10;

    private final InMemoryPeriods periods;
    private final Markets markets;
    private final CamelRuntime routes;
    private final Clock clock;
    private final Path home;

    public StudyRunner(
            InMemoryPeriods periods,
            Markets markets,
            CamelRuntime routes,
            Clock clock,
            @ConfigProperty(name = "ems.home", defaultValue = ".") Path home) {
        this.periods = periods;
        this.markets = markets;
        this.routes = routes;
        this.clock = clock;
        this.home = home;
    }

    /**
     * Starts the routes first: an application with a main of its own does that itself.
     *
     * @return the exit code
     */
    public int run(StudyOrder order) throws IOException {
        var rules = FrozenRuleBook.of(home.resolve("rules").resolve("tables"));
        routes.start(new String[0]);
        var host = EngineHost.of(periods, markets, routes.getCamelContext(), clock, rules);
        int threads = Runtime.getRuntime().availableProcessors();
        StudyOrder.Outcome outcome;
        try (var progress = new ProgressBar(System.err, System.console() != null)) {
            outcome = order.carryOut(host, threads, progress);
        }
        System.out.println(outcome.text());
        printRefused(host.refused());
        return outcome.exitCode();
    }

    private static void printRefused(DeadLetters refused) {
        if (refused.count() > 0) {
            System.err.println(refused.count() + " messages of the data were refused, the latest ones:");
            refused.latest(REFUSED_SHOWN).forEach(letter -> System.err.println("  " + letter.reason()));
        }
    }
}
