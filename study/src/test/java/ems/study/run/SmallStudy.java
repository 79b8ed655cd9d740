package ems.study.run;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import ems.study.fixture.FixtureHost;
import ems.study.scenario.Scenario;
import ems.study.scenario.ScenarioFile;
import ems.study.scenario.ScenarioReader;

/** Studies of one generated day that take seconds. */
final class SmallStudy {

    private SmallStudy() {}

    static Scenario scenario(long seed, int prosumers, int vehicles, String vehicle, String scale, String runs) {
        return ScenarioReader.from("small.yaml", """
                name: small
                title: A small study
                seed: %d
                start: 2019-08-05T00:00:00Z
                days: 1
                energy-scale: %s
                data: {generated: {prosumers: %d, vehicles: %d}}
                prices: {grid-buy: 29.49 p/kWh, grid-sell: 6.4 p/kWh}
                vehicle: {model: A car, capacity: 79.5 kWh%s}
                runs: {%s, algorithms: [greedy, optimal], forecasts: [perfect, persistence]}
                """.formatted(seed, scale, prosumers, vehicles, vehicle, runs));
    }

    static StudyOutcome run(Scenario scenario, Path out, int threads, FixtureHost host) {
        return run(new ScenarioFile(scenario, Optional.empty()), Optional.empty(), out, threads, host);
    }

    static StudyOutcome run(ScenarioFile file, Optional<Path> data, Path out, int threads, FixtureHost host) {
        return new Study(host, InstantSource.fixed(Instant.EPOCH), threads, Progress.SILENT).run(file, data, out);
    }
}
