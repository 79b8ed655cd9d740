package ems.processes.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import ems.ledger.unit.OwnersApproval;
import ems.ledger.validator.ValidatorsText;

/** What a unit's owner wants of the next change of the validators, for whoever may write in the unit's folder. */
@Command(
        name = "approve",
        description =
                "Has a unit vote for new validators in place of those that sign now: for one change, and for no others."
                        + " The unit may run meanwhile.",
        mixinStandardHelpOptions = true)
final class ApproveValidatorsCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "the unit's folder")
    private Path data = Path.of("");

    @Option(
            names = "--quorum",
            paramLabel = "N",
            required = true,
            description = "how many of the new validators must sign each block")
    private int quorum;

    @Parameters(
            paramLabel = "KEY",
            arity = "1..*",
            description = "key of each of them, name+hash+key, as its owner gave it to you")
    private List<String> keys = List.of();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(data.resolve(ValidatorCommand.KEYS))) {
            throw new IllegalArgumentException(data + " is no folder of a unit: name the one that it is started with");
        }
        var next = ValidatorsText.parse(
                Stream.concat(Stream.of("quorum " + quorum), keys.stream()).toList());
        var approval = new OwnersApproval(data);
        approval.approve(next);
        spec.commandLine()
                .getOut()
                .println("The unit in " + data + " votes for " + quorum + " of these " + keys.size()
                        + " at the next change, once. A vote that it has given cannot be taken back; until it is asked, that can: delete "
                        + approval.file() + ".");
        return 0;
    }
}
