package ems.processes.command;

import ems.rules.CheckingRules;
import picocli.CommandLine.Command;

/** The analysts' commands. */
@Command(
        name = "rules",
        description = "Work on the decision tables.",
        mixinStandardHelpOptions = true,
        subcommands = CheckingRules.class)
final class RulesCommand {}
