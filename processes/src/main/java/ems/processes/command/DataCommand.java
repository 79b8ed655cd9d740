package ems.processes.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import ems.processes.study.StudyOrder;
import ems.routes.describe.DescribedFiles;
import ems.study.host.StudyHost;
import ems.study.plan.InputPreparation;
import ems.study.run.Progress;
import ems.study.scenario.ScenarioFile;

/** The commands of people with data of their own. */
@Command(
        name = "data",
        description = "Look at files of your own before a study reads them.",
        mixinStandardHelpOptions = true,
        subcommands = {DataCommand.Describe.class, DataCommand.Check.class})
final class DataCommand {

    private static final int UNFIT = 2;

    /** Needs no application: it reads the beginning of files and writes text. */
    @Command(
            name = "describe",
            description = "Read files and print the data block of a scenario: what was guessed, and what is unsure.",
            mixinStandardHelpOptions = true)
    static final class Describe implements Callable<Integer> {

        @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files of meters and of cars.")
        List<Path> files = List.of();

        @Spec
        CommandSpec spec;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            out.print(DescribedFiles.of(files).text());
            out.flush();
            return 0;
        }
    }

    /** Says what a study would see, and refuses what a study would refuse. */
    @Command(
            name = "check",
            description = "Say what a study would see of the files of a scenario, party by party.",
            mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer>, StudyOrder {

        @Mixin
        ScenarioChoice choice = new ScenarioChoice();

        @Spec
        CommandSpec spec;

        @Override
        public Integer call() {
            ScenarioFile.find(choice.scenario);
            return StudyApplication.start(spec);
        }

        @Override
        public Outcome carryOut(StudyHost host, int threads, Progress progress) {
            var file = ScenarioFile.find(choice.scenario);
            var checked = new InputPreparation(host, file.scenario())
                    .look(Optional.ofNullable(choice.data).or(file::folder));
            return new Outcome(checked.text(), checked.isFit() ? 0 : UNFIT);
        }
    }
}
