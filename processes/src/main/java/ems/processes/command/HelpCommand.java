package ems.processes.command;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints how a command of any depth is used, or which commands there are. */
@Command(name = "help", helpCommand = true, description = "Show how a command is used, or which commands there are.")
final class HelpCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Its words, like: study, or: benchmark matching.")
    List<String> words = List.of();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        var line = spec.parent().commandLine();
        for (String word : words) {
            var command = line.getSubcommands().get(word);
            if (command == null) {
                throw new UnmatchedArgumentException(line, List.of(word));
            }
            line = command;
        }
        line.usage(spec.commandLine().getOut());
        return 0;
    }
}
