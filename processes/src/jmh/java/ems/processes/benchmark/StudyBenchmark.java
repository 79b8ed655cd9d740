package ems.processes.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.quarkus.runtime.QuarkusApplication;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.market.fixture.ForgetfulBooks;
import ems.market.fixture.PaperRules;
import ems.market.ledger.Ledger;
import ems.market.ledger.PeriodJournal;
import ems.processes.period.InMemoryPeriods;
import ems.processes.period.Markets;
import ems.processes.study.EngineHost;
import ems.rules.FrozenRuleBook;
import ems.study.host.Books;
import ems.study.host.StudyHost;
import ems.study.plan.InputPreparation;
import ems.study.plan.StudyRun;
import ems.study.run.DirectPeriods;
import ems.study.run.Progress;
import ems.study.run.Study;
import ems.study.scenario.Scenario;
import ems.study.scenario.ScenarioFile;

/**
 * {@code ./ems benchmark}: the paper's whole set, layer by layer, beside the same process with empty tasks and beside
 * the market without engine, rules and ledger; three rounds, the first one cold.
 */
public class StudyBenchmark implements QuarkusApplication {

    /** Those that cost nothing: models have a benchmark of their own. */
    private static final List<String> FORECASTS = List.of(StudyRun.PERFECT, StudyRun.PERSISTENCE);

    private static final int ROUNDS = 3;

    private final InMemoryPeriods periods;
    private final Markets markets;
    private final CamelRuntime routes;
    private final Path home;

    StudyBenchmark(
            InMemoryPeriods periods,
            Markets markets,
            CamelRuntime routes,
            @ConfigProperty(name = "ems.home", defaultValue = ".") Path home) {
        this.periods = periods;
        this.markets = markets;
        this.routes = routes;
        this.home = home;
    }

    @Override
    public int run(String... args) throws IOException {
        routes.start(new String[0]);
        var demo = ScenarioFile.find("demo");
        var file = new ScenarioFile(demo.scenario().withForecasts(FORECASTS), demo.folder());
        var tables = FrozenRuleBook.of(home.resolve("rules").resolve("tables"));
        var host = EngineHost.of(periods, markets, routes.getCamelContext(), Clock.systemUTC(), tables);
        try (var folder = TemporaryFolder.create()) {
            measure(file, host, tables, folder);
        }
        return 0;
    }

    private void measure(ScenarioFile file, StudyHost host, FrozenRuleBook tables, TemporaryFolder folder) {
        Scenario scenario = file.scenario();
        var inputs =
                new InputPreparation(host, scenario).prepare(Optional.empty(), () -> folder.emptied("data"));
        int threads = Runtime.getRuntime().availableProcessors();
        var layers = new LayerRunner(scenario, inputs, threads, markets);
        System.out.printf(
                Locale.ROOT,
                "%d periods (%s, seed %d), %d threads, Java %s%n%n%-46s %9s %9s %9s   %s%n",
                layers.periods(),
                scenario.name(),
                scenario.seed(),
                threads,
                Runtime.version().feature(),
                "seconds",
                "round 1",
                "round 2",
                "round 3",
                "periods/s in round 3");
        double whole = time(
                "whole study, files and report included",
                layers.periods(),
                () -> new Study(host, Clock.systemUTC(), threads, Progress.SILENT)
                        .run(file, Optional.empty(), folder.path().resolve("study")));
        double engine = time(
                layers,
                new Layer(
                        "engine, empty tasks",
                        new PaperRules(),
                        grid -> forgetfulBooks(),
                        market -> new NoTasks(),
                        host::takeThrough));
        var direct = new DirectPeriods();
        double bare = time(
                layers,
                new Layer(
                        "market alone: no engine, rules, ledger",
                        new PaperRules(),
                        grid -> forgetfulBooks(),
                        market -> market,
                        direct::takeThrough));
        time(
                layers,
                new Layer(
                        "market + rules", tables, grid -> forgetfulBooks(), market -> market, direct::takeThrough));
        time(
                layers,
                new Layer(
                        "market + rules + ledger with its export",
                        tables,
                        grid -> host.openBooks(grid, folder.emptied("ledger-" + grid)),
                        market -> market,
                        direct::takeThrough));
        double engineAndMarket = time(
                layers,
                new Layer(
                        "engine + market + rules + ledger",
                        tables,
                        grid -> host.openBooks(grid, folder.emptied("ledger-" + grid)),
                        market -> market,
                        host::takeThrough));
        System.out.printf(
                Locale.ROOT,
                "%nengine + market + rules + ledger : engine with empty tasks = %.2f%n"
                        + "whole study : engine with empty tasks = %.2f%n"
                        + "market alone : engine with empty tasks = %.2f%n",
                engineAndMarket / engine,
                whole / engine,
                bare / engine);
    }

    private static double time(LayerRunner layers, Layer layer) {
        return time(layer.name(), layers.periods(), () -> layers.take(layer));
    }

    /** @return seconds of the last round */
    private static double time(String name, long periods, Runnable work) {
        System.out.printf(Locale.ROOT, "%-46s", name);
        double seconds = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            work.run();
            seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(Locale.ROOT, " %9.2f", seconds);
        }
        System.out.printf(Locale.ROOT, "   %,.0f%n", periods / seconds);
        return seconds;
    }

    /** Books that prove nothing: what the market costs without a ledger. */
    private static Books forgetfulBooks() {
        var books = new ForgetfulBooks();
        return new Books() {
            @Override
            public PeriodJournal journal() {
                return books;
            }

            @Override
            public Ledger ledger() {
                return books;
            }

            @Override
            public void close() {}
        };
    }
}
