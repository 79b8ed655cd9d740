package ems.processes.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import ems.ledger.verify.VerifyCommand;
import ems.processes.study.StudyOrder;
import ems.study.audit.StudyAudit;
import ems.study.host.StudyHost;
import ems.study.output.OutputFolder;
import ems.study.run.Progress;

/** Verifies ledgers and receipts; where a study wrote the folder, its tables as well. */
@Command(
        name = "verify",
        description =
                "Verify exported ledgers, a whole study, or the receipt of a match, offline; names what is wrong first.",
        mixinStandardHelpOptions = true)
final class VerifyStudyCommand extends VerifyCommand implements StudyOrder {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "for a study, the folder of the data files that its scenario names")
    @Nullable
    Path data;

    @Override
    public Integer call() {
        if (Files.isDirectory(folder) && StudyAudit.isStudy(folder) && !StudyAudit.hasLedgers(folder)) {
            spec.commandLine()
                    .getErr()
                    .println(folder
                            + " is a study without ledgers (--outputs summary): nothing proves its sums. summary.csv names"
                            + " each ledger's head; run the study again with all outputs, and compare.");
            return UNREADABLE;
        }
        int ledgers = super.call();
        return ledgers == RIGHT && StudyAudit.isStudy(folder) ? StudyApplication.start(spec) : ledgers;
    }

    @Override
    public Outcome carryOut(StudyHost host, int threads, Progress progress) {
        try {
            var scratch = Files.createTempDirectory("ems-verify");
            try {
                var found = new StudyAudit(host, threads).of(folder, Optional.ofNullable(data), scratch);
                return new Outcome(folder + ": " + found, found.isWrong() ? WRONG : RIGHT);
            } finally {
                OutputFolder.delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
