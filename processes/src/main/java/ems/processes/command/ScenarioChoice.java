package ems.processes.command;

import java.nio.file.Path;
import java.util.Iterator;

import io.quarkus.runtime.Quarkus;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import ems.processes.study.StudyApplication;
import ems.processes.study.StudyApplication.Order;
import ems.study.scenario.ScenarioFile;

/** The words that commands on scenarios share. */
final class ScenarioChoice {

    @Parameters(
            arity = "0..1",
            paramLabel = "SCENARIO",
            completionCandidates = Shipped.class,
            description = "A scenario file, or one that ships: ${COMPLETION-CANDIDATES} (default: demo).")
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

    /** The scenarios that a shell can complete. */
    static final class Shipped implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return ScenarioFile.SHIPPED.iterator();
        }
    }
}
