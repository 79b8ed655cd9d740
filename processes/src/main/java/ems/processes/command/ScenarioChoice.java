package ems.processes.command;

import java.nio.file.Path;
import java.util.Iterator;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
    @Nullable
    Path data;

    /** The scenarios that a shell can complete. */
    static final class Shipped implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return ScenarioFile.SHIPPED.iterator();
        }
    }
}
