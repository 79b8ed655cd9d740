package ems.processes.command;

import picocli.CommandLine.Command;

/** The anchors on a chain: the operator's beginning, and the auditor's copy. */
@Command(
        name = "anchors",
        description = "Prepare a chain for a ledger's anchors, or read them from it.",
        mixinStandardHelpOptions = true,
        subcommands = {DeployAnchorsCommand.class, ReadAnchorsCommand.class})
final class AnchorsCommand {}
