package ems.processes.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import ems.forecasting.FederatedSettings;
import ems.forecasting.federation.FolderOfModels;
import ems.forecasting.federation.MergeAuditor;
import ems.forecasting.federation.MergeAuditor.Findings;
import ems.forecasting.pair.LocalModel;
import ems.ledger.export.ExportedEntries;
import ems.ledger.verify.LedgerVerifier;
import ems.ledger.verify.Verification;
import ems.market.record.EntryKind;

/** Makes each merge that a ledger records again, from the files of models and updates. */
@Command(
        name = "models",
        description =
                "Make every merge of models that a ledger records again, and compare the hashes. Exit code 1: one is wrong;"
                        + " 3: some could not be made again, since their updates are deleted.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {

    private static final int RIGHT = 0;
    private static final int WRONG = 1;
    /** Updates are deleted, by age or by somebody: their merges cannot be made again. */
    private static final int UNKNOWN = 3;

    private static final Set<String> KINDS =
            Set.of(EntryKind.GLOBAL_MODEL.word(), EntryKind.MODEL_UPDATE.word(), EntryKind.MODEL_REFUSAL.word());

    @Parameters(index = "0", paramLabel = "LEDGER", description = "An exported ledger's folder.")
    Path ledger;

    @Parameters(index = "1", paramLabel = "MODELS", description = "The folder of its grid's model files.")
    Path models;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var entries = new ExportedEntries(ledger);
        if (!Files.isDirectory(models)) {
            throw new IllegalArgumentException(models + " is no folder of model files");
        }
        var verification = LedgerVerifier.of(ledger);
        var out = spec.commandLine().getOut();
        out.println(ledger + ": " + verification);
        if (verification instanceof Verification.Wrong) {
            return WRONG;
        }
        // method and updates are recorded; the rules of refusal do not depend on the seed
        var rules = FederatedSettings.of(0).merging();
        var findings =
                new MergeAuditor(new FolderOfModels(models), rules, LocalModel.SHAPE).audit(entries.ofKinds(KINDS));
        out.println(models + ": " + words(findings));
        return findings.wrong().isPresent() ? WRONG : findings.unchecked().isEmpty() ? RIGHT : UNKNOWN;
    }

    private static String words(Findings findings) {
        String gone = findings.unchecked().isEmpty()
                ? ""
                : ", " + findings.unchecked().size() + " could not be made again: their updates are deleted";
        return findings.wrong()
                .map(wrong -> "version " + wrong.version() + " is wrong: " + wrong.reason() + " (" + findings.checked()
                        + " before it are as recorded" + gone + ")")
                .orElse(findings.checked() + " versions are as recorded" + gone);
    }
}
