package ems.processes.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.quarkus.runtime.Quarkus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import ems.processes.study.RunningStudy;
import ems.study.run.Study;
import ems.study.scenario.ScenarioFile;

/** Runs a study: every run of a scenario through the live system's process, as fast as possible. */
@Command(
        name = "study",
        description = "Run a study and write its tables, figures, report and ledgers.",
        mixinStandardHelpOptions = true)
final class StudyCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "A scenario file, or one that ships: demo, measured-week, paper-scale (default: demo).")
    String scenario = "demo";

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the data files that the scenario names.")
    Path data;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the results; an earlier study in it is replaced (default: out/SCENARIO).")
    Path out;

    @Option(names = "--seed", paramLabel = "N", description = "Another seed than the scenario's.")
    Long seed;

    @Override
    public Integer call() {
        var file = ScenarioFile.find(scenario);
        var chosen = seed == null ? file : new ScenarioFile(file.scenario().withSeed(seed), file.folder());
        var folder = out == null ? Path.of("out", chosen.scenario().name()) : out;
        Settings.withoutDoors();
        RunningStudy.next((host, threads, progress) -> new Study(host, Clock.systemUTC(), threads, progress)
                        .run(chosen, Optional.ofNullable(data), folder)
                        .text()
                + "\nThe report: " + folder.resolve("report.html")
                + "\nTo check the ledgers: ./ems verify " + folder);
        var outcome = new Outcome();
        Quarkus.run(RunningStudy.class, outcome);
        return outcome.exitCode();
    }
}
