package ems.processes.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import ems.ledger.key.Passphrase;
import ems.processes.backup.BackingUp;
import ems.processes.backup.DatabaseLogin;
import ems.processes.backup.FolderCopy;

/** Writes a data folder, of a market that runs or one that is stopped, into one file. */
@Command(
        name = "backup",
        description = {
            "Write a market's data folder into one file, while it runs or stopped, and verify its ledgers on the way.",
            "Private keys are encrypted with EMS_BACKUP_PASSPHRASE, or the passphrase in the file that"
                    + " EMS_BACKUP_PASSPHRASE_FILE names."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "The backup, a zip that is not there yet.")
    Path file;

    @Option(names = "--data", paramLabel = "DIR", description = "The market's data folder (default: ${DEFAULT-VALUE}).")
    Path data = Path.of("data");

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var environment = System.getenv();
        var login = DatabaseLogin.in(environment);
        var passphrase = Passphrase.in(environment, Passphrase.OF_BACKUPS);
        var manifest = new BackingUp(data, login, passphrase)
                .to(file, new FolderCopy(data, login), Instant.now().truncatedTo(ChronoUnit.SECONDS));
        manifest.ledgers().forEach(spec.commandLine().getOut()::println);
        spec.commandLine().getOut().println("backed up " + data + " into " + file);
        return 0;
    }
}
