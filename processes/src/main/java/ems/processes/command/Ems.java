package ems.processes.command;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import ems.ledger.verify.ReceiptCommand;
import ems.ledger.verify.VerifyCommand;

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
            StudyCommand.class,
            ForecastCommand.class,
            VerifyCommand.class,
            ReceiptCommand.class,
            ExchangesCommand.class,
            AnchorsCommand.class,
            ModelsCommand.class,
            RulesCommand.class,
            BenchmarkCommand.class
        },
        footer = {
            "Also:",
            "  test               Build everything and run every test.",
            "  features [PATH]    Run one Gherkin file or folder, or all of them."
        })
public final class Ems implements Runnable {

    private static final int MISUSED = 2;

    @Spec
    CommandSpec spec;

    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Ems())
                .setParameterExceptionHandler(Ems::answerMisuse)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println("ems: " + oneSentence(failure));
                    return MISUSED;
                });
    }

    /** Without a command: which ones there are. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    private static int answerMisuse(ParameterException misuse, String[] args) {
        var line = misuse.getCommandLine();
        line.getErr().println("ems: " + misuse.getMessage());
        line.usage(line.getErr());
        return MISUSED;
    }

    /** The failure's first line, and that of what caused it unless it is said already. */
    static String oneSentence(Throwable failure) {
        String message = failure.getMessage();
        String first = message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
        var cause = failure.getCause();
        boolean said = cause == null || cause.getMessage() != null && first.contains(cause.getMessage());
        return said ? first : first + ": " + oneSentence(cause);
    }
}
