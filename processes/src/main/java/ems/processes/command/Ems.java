package ems.processes.command;

import java.util.Optional;
import java.util.concurrent.Callable;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

import ems.ledger.verify.ReceiptCommand;
import ems.processes.child.ParentWatch;
import ems.study.plan.UnfitData;

/** The one entry: parses the words, so that a mistake is answered before anything starts. */
@QuarkusMain
@Command(
        name = "./ems",
        description = "An energy market of solar homes and electric vehicles, minute by minute.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "1.0-SNAPSHOT",
        subcommands = {
            RunCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            PeopleCommand.class,
            TokensCommand.class,
            MembersCommand.class,
            CertificateCommand.class,
            StudyCommand.class,
            DataCommand.class,
            ForecastCommand.class,
            VerifyStudyCommand.class,
            ReceiptCommand.class,
            ValidatorCommand.class,
            AgentCommand.class,
            TownCommand.class,
            StationCommand.class,
            ExchangesCommand.class,
            AnchorsCommand.class,
            ModelsCommand.class,
            RulesCommand.class,
            WiringCommand.class,
            ChargersCommand.class,
            BenchmarkCommand.class,
            LauncherCommands.Test.class,
            LauncherCommands.Features.class,
            CompletionCommand.class,
            HelpCommand.class
        },
        footer = {"", "./ems help COMMAND shows how one is used."})
public final class Ems implements Callable<Integer> {

    private static final int MISUSED = 2;

    @Spec
    CommandSpec spec;

    public static void main(String... args) {
        ParentWatch.begin();
        System.exit(commandLine().execute(args));
    }

    /** The command that these words name, with its options. */
    public static Object command(String... words) {
        var parsed = commandLine().parseArgs(words);
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return parsed.commandSpec().userObject();
    }

    /** A command line that answers a mistake with one sentence and the exit code 2. */
    public static CommandLine commandLine() {
        return new CommandLine(new Ems())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Ems::answerMisuse)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("ems: " + oneSentence(failure));
                    return MISUSED;
                });
    }

    /** Without a command: which ones there are. */
    @Override
    public Integer call() {
        var line = spec.commandLine();
        line.getErr().println("ems: Which command?");
        line.usage(line.getErr());
        return MISUSED;
    }

    private static int answerMisuse(ParameterException misuse, String[] args) {
        misuse.getCommandLine().getErr().println("ems: " + oneSentence(misuse) + wayOut(misuse));
        return MISUSED;
    }

    /** The word that was perhaps meant, else where to read on. */
    private static String wayOut(ParameterException misuse) {
        var likely = misuse instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions().stream().findFirst()
                : Optional.<String>empty();
        return likely.map(word -> ": did you mean " + word + "?").orElseGet(() -> " (see " + help(misuse) + ")");
    }

    private static String help(ParameterException misuse) {
        var command = misuse.getCommandLine().getCommandSpec();
        return command.qualifiedName(" ").replaceFirst(command.root().name(), "$0 help");
    }

    private static String place(Throwable failure) {
        var stack = failure.getStackTrace();
        return stack.length == 0 ? "" : " in " + stack[0].getFileName() + ", line " + stack[0].getLineNumber();
    }

    /** The failure's first line, and that of what caused it unless it is said already; of unfit data all reasons. */
    static String oneSentence(Throwable failure) {
        String message = failure.getMessage();
        if (failure instanceof UnfitData && message != null) {
            return message;
        }
        String first = message == null
                ? "an unexpected fault of the program" + place(failure)
                : message.lines().findFirst().orElse(message);
        var cause = failure.getCause();
        if (cause == null || cause.getMessage() != null && first.contains(cause.getMessage())) {
            return first;
        }
        return first + ": " + oneSentence(cause);
    }
}
