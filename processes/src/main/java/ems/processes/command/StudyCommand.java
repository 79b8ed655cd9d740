package ems.processes.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import ems.chains.client.ShellWord;
import ems.processes.study.StudyOrder;
import ems.study.host.StudyHost;
import ems.study.plan.Outputs;
import ems.study.run.Progress;
import ems.study.run.Study;
import ems.study.scenario.ScenarioFile;

/** Runs a study: every run of a scenario through the live system's process, as fast as possible. */
@Command(
        name = "study",
        description = "Run a study and write its tables, figures, report and ledgers.",
        mixinStandardHelpOptions = true)
final class StudyCommand implements Callable<Integer>, StudyOrder {

    @Mixin
    ScenarioChoice choice = new ScenarioChoice();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the results; an earlier study in it is replaced (default: out/SCENARIO).")
    @Nullable
    Path out;

    @Option(names = "--seed", paramLabel = "N", description = "Another seed than the scenario's.")
    @Nullable
    Long seed;

    @Option(
            names = "--outputs",
            paramLabel = "WHAT",
            description =
                    "all; parquet: its large tables as Parquet instead of CSV; or summary: no rows of exchanges and matches,"
                            + " no ledger (default: all).")
    Outputs outputs = Outputs.ALL;

    /** Returns where the report is, and the command that checks the ledgers, both to be pasted as they are. */
    static String hints(Path folder) {
        return report(folder) + "\nTo check the ledgers: " + Settings.launcher() + " verify " + ShellWord.of(folder);
    }

    private static String report(Path folder) {
        return "\nThe report: " + ShellWord.of(folder.resolve("report.html"));
    }

    @Spec
    CommandSpec spec;

    /** A mistake is answered before anything starts. */
    @Override
    public Integer call() {
        chosen();
        return StudyApplication.start(spec);
    }

    private ScenarioFile chosen() {
        var file = ScenarioFile.find(choice.scenario);
        return seed == null ? file : new ScenarioFile(file.scenario().withSeed(seed), file.folder());
    }

    @Override
    public Outcome carryOut(StudyHost host, int threads, Progress progress) {
        var chosen = chosen();
        var folder = out == null ? Path.of("out", chosen.scenario().name()) : out;
        var study = new Study(host, Clock.systemUTC(), threads, progress);
        return Outcome.success(study.run(chosen, Optional.ofNullable(choice.data), folder, outputs)
                        .text()
                + (outputs == Outputs.SUMMARY ? report(folder) : hints(folder)));
    }
}
