package ems.processes.command;

import java.nio.file.Path;

import io.quarkus.runtime.Quarkus;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import ems.processes.study.StudyApplication;
import ems.processes.study.StudyApplication.Order;

/** The words that commands on scenarios share. */
final class ScenarioChoice {

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            description = "A scenario file, or one that ships: demo, measured-week, paper-scale (default: demo).")
    String scenario = "demo";

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of the data files that the scenario names.")
    Path data;

    /** @return the exit code */
    static int carryOut(Order order) {
        Settings.withoutDoors();
        StudyApplication.next(order);
        var outcome = new ApplicationExit();
        Quarkus.run(StudyApplication.class, outcome);
        return outcome.exitCode();
    }
}
