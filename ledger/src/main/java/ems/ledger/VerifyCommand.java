package ems.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import ems.ledger.Verification.Wrong;

/** {@code verify FOLDER}: exit code 0 if all is right, 1 if something is wrong, 2 if it cannot be read. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verifies exported ledgers offline and names the first wrong entry.")
public final class VerifyCommand implements Callable<Integer> {

    private static final int RIGHT = 0;
    private static final int WRONG = 1;
    private static final int UNREADABLE = 2;

    @Parameters(paramLabel = "FOLDER", description = "a ledger's folder, or a study's output folder with ledgers in it")
    private Path folder;

    @Option(
            names = "--anchors",
            paramLabel = "FILE",
            description = "your own copy of the anchors, instead of anchors.txt beside the blocks")
    private Path anchors;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new VerifyCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        try {
            return verify();
        } catch (IOException e) {
            return refuse(folder + " cannot be read: " + e);
        }
    }

    private int verify() throws IOException {
        List<LedgerFolder> ledgers = Files.isDirectory(folder) ? LedgerFolder.allIn(folder) : List.of();
        if (ledgers.isEmpty()) {
            return refuse(folder + " holds no ledger: there is no blocks.txt in it");
        }
        if (anchors != null && (ledgers.size() > 1 || !Files.isReadable(anchors))) {
            return refuse(
                    anchors + (ledgers.size() > 1 ? " can be the anchors of one ledger only" : " cannot be read"));
        }
        int exitCode = RIGHT;
        var out = spec.commandLine().getOut();
        for (LedgerFolder ledger : ledgers) {
            var found = Verifying.of(ledger.path(), anchors == null ? ledger.anchors() : anchors);
            out.println(ledger.path() + ": " + found);
            out.flush();
            exitCode = found instanceof Wrong ? WRONG : exitCode;
        }
        return exitCode;
    }

    private int refuse(String why) {
        spec.commandLine().getErr().println(why);
        spec.commandLine().getErr().flush();
        return UNREADABLE;
    }
}
