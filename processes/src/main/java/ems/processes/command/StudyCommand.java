package ems.processes.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import ems.chains.client.ShellWord;
import ems.study.run.Study;
import ems.study.scenario.ScenarioFile;

/** Runs a study: every run of a scenario through the live system's process, as fast as possible. */
@Command(
        name = "study",
        description = "Run a study and write its tables, figures, report and ledgers.",
        mixinStandardHelpOptions = true)
final class StudyCommand implements Callable<Integer> {

    @Mixin
    ScenarioChoice choice;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the results; an earlier study in it is replaced (default: out/SCENARIO).")
    Path out;

    @Option(names = "--seed", paramLabel = "N", description = "Another seed than the scenario's.")
    Long seed;

    /** Returns where the report is, and the command that checks the ledgers, both to be pasted as they are. */
    static String hints(Path folder) {
        return "\nThe report: " + ShellWord.of(folder.resolve("report.html")) + "\nTo check the ledgers: "
                + Settings.launcher() + " verify " + ShellWord.of(folder);
    }

    @Override
    public Integer call() {
        var file = ScenarioFile.find(choice.scenario);
        var chosen = seed == null ? file : new ScenarioFile(file.scenario().withSeed(seed), file.folder());
        var folder = out == null ? Path.of("out", chosen.scenario().name()) : out;
        return ScenarioChoice.carryOut(
                (host, threads, progress) -> new Study(host, Clock.systemUTC(), threads, progress)
                                .run(chosen, Optional.ofNullable(choice.data), folder)
                                .text()
                        + hints(folder));
    }
}
