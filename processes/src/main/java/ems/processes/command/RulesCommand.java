package ems.processes.command;

import picocli.CommandLine.Command;

import ems.rules.CheckingRules;

/** The analysts' commands. */
@Command(
        name = "rules",
        description = "Work on the decision tables.",
        mixinStandardHelpOptions = true,
        subcommands = CheckingRules.class)
final class RulesCommand {}
