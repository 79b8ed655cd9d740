package ems.processes.command;

import java.util.concurrent.Callable;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script that teaches a person's shell the commands, those of the launcher among them. */
@Command(
        name = "completion",
        description = "Print a script for bash or zsh that completes commands, options and files.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "To try it:          source <(./ems completion)",
            "To keep it in bash: ./ems completion > ~/.local/share/bash-completion/completions/ems",
            "To keep it in zsh:  write it to a file, and let ~/.zshrc source that file after compinit"
        })
final class CompletionCommand implements Callable<Integer> {

    /** A shell that has no rule for a path, like ./ems, takes the one for its last name. */
    private static final String NAME = "ems";

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        out.print(AutoComplete.bash(NAME, spec.root().commandLine()));
        out.flush();
        return 0;
    }
}
