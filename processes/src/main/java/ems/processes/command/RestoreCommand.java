package ems.processes.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import ems.chains.client.ShellWord;
import ems.ledger.key.Passphrase;
import ems.processes.backup.DatabaseLogin;
import ems.processes.backup.Restoring;

/** Makes a data folder from a backup. */
@Command(
        name = "restore",
        description =
                "Make a market's data folder from a backup, and verify its ledgers; the passphrase is that of ./ems backup.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "What ./ems backup wrote.")
    Path file;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "The new data folder: empty, or not there yet.")
    Path data;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var environment = System.getenv();
        var manifest = new Restoring(DatabaseLogin.in(environment), Passphrase.in(environment, Passphrase.OF_BACKUPS))
                .from(file, data);
        var out = spec.commandLine().getOut();
        manifest.ledgers().forEach(out::println);
        out.println("restored what was backed up at " + manifest.made() + ": " + Settings.launcher() + " run --data "
                + ShellWord.of(data.toString()));
        return 0;
    }
}
