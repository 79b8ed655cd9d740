package ems.processes.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.quarkus.runtime.QuarkusApplication;
import org.apache.camel.quarkus.core.CamelRuntime;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import ems.processes.benchmark.TimedTasks.Spent;
import ems.processes.period.InMemoryPeriods;
import ems.processes.period.Markets;
import ems.processes.study.EngineHost;
import ems.rules.FrozenRuleBook;
import ems.study.plan.Outputs;
import ems.study.run.Progress;
import ems.study.run.Study;
import ems.study.scenario.Scenario;
import ems.study.scenario.ScenarioFile;
import ems.study.scenario.ScenarioReader;

/** One study of a fleet in a process of its own: writes what it cost into a file. */
public class FleetRun implements QuarkusApplication {

    /** Words of this process: homes, days, what is written, and a folder to work in. */
    static final int WORDS = 4;

    static final String COSTS = "costs.properties";

    private static final Path STATUS = Path.of("/proc/self/status");

    private final InMemoryPeriods periods;
    private final Markets markets;
    private final CamelRuntime routes;
    private final Path home;

    FleetRun(
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
    public int run(String... words) throws IOException {
        routes.start(new String[0]);
        var tables = FrozenRuleBook.of(home.resolve("rules").resolve("tables"));
        var folder = Path.of(words[3]);
        var out = folder.resolve("study");
        var scenario = scenario(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
        var host = new FleetHost(
                EngineHost.of(periods, markets, routes.getCamelContext(), Clock.systemUTC(), tables));
        new Study(host, Clock.systemUTC(), Runtime.getRuntime().availableProcessors(), Progress.SILENT)
                .run(new ScenarioFile(scenario, Optional.empty()), Optional.empty(), out, Outputs.valueOf(words[2]));
        var cpu = host.ended();
        long memory = peak();
        long bytes = size(out);
        new FleetCosts(cpu, hashedAndWritten(out, folder.resolve("copy")), bytes, memory).write(folder.resolve(COSTS));
        return 0;
    }

    private static Scenario scenario(int size, int days) {
        return ScenarioReader.from("fleet.yaml", """
                name: fleet
                title: A fleet
                seed: 7
                start: 2019-08-05T00:00:00Z
                days: %d
                energy-scale: right
                data: {generated: {prosumers: %d, vehicles: %d}}
                prices: {grid-buy: 29.49 p/kWh, grid-sell: 6.4 p/kWh}
                vehicle: {model: A car, capacity: 79.5 kWh}
                runs: {isolated: false, shared-vehicles: [%d], algorithms: [optimal], forecasts: [perfect]}
                """.formatted(days, size, size, size));
    }

    /** Of the whole process where the system says it, else of the heap. */
    private static long peak() throws IOException {
        if (Files.exists(STATUS)) {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("VmHWM:")) {
                    return 1_024 * Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        }
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    private static List<Path> files(Path out) throws IOException {
        try (Stream<Path> all = Files.walk(out.resolve("runs"))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static long size(Path out) throws IOException {
        long bytes = 0;
        for (Path file : files(out)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /**
     * What the machine needs to hash and to write what the run wrote; reading it is not counted.
     *
     * @return CPU, ns
     */
    private static long hashedAndWritten(Path out, Path copy) throws IOException {
        long cpu = 0;
        byte[] buffer = new byte[1 << 16];
        try (OutputStream to = Files.newOutputStream(copy)) {
            var sha = MessageDigest.getInstance("SHA-256");
            for (Path file : files(out)) {
                try (var in = Files.newInputStream(file)) {
                    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                        var start = Spent.now();
                        sha.update(buffer, 0, length);
                        to.write(buffer, 0, length);
                        cpu += Spent.now().since(start).cpu();
                    }
                }
            }
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
        return cpu;
    }
}
