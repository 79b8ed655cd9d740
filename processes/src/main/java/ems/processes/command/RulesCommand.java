package ems.processes.command;

import picocli.CommandLine.Command;

import ems.rules.CheckRulesCommand;

/** The analysts' commands. */
@Command(
        name = "rules",
        description = "Work on the decision tables.",
        mixinStandardHelpOptions = true,
        subcommands = CheckRulesCommand.class)
final class RulesCommand {}
