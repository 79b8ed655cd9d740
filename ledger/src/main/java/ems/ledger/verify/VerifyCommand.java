package ems.ledger.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import ems.ledger.export.ForeignLineEnds;
import ems.ledger.export.LedgerFolder;
import ems.ledger.receipt.Receipt;
import ems.ledger.receipt.ReceiptVerification;
import ems.ledger.receipt.ReceiptVerifier;
import ems.ledger.receipt.Trust;
import ems.ledger.verify.Verification.Wrong;
import ems.market.record.Validators;

/** {@code verify FOLDER} or {@code verify RECEIPT}: exit code 0 if all is right, 1 if something is wrong, 2 if it cannot be read. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Verifies exported ledgers, or the receipt of a match, offline and names what is wrong first.")
public class VerifyCommand implements Callable<Integer> {

    protected static final int RIGHT = 0;
    protected static final int WRONG = 1;
    protected static final int UNREADABLE = 2;

    @Parameters(
            paramLabel = "FOLDER|RECEIPT",
            description = "a ledger's folder, a study's output folder with ledgers in it, or the file of a receipt")
    protected Path folder;

    @Option(
            names = "--anchors",
            paramLabel = "FILE",
            description = "your own copy of the anchors, instead of anchors.txt beside the blocks")
    private @Nullable Path anchors;

    @Option(
            names = "--validators",
            paramLabel = "FILE",
            description = "whom you trust to sign: a line 'quorum N', then a line name+hash+key for each")
    private @Nullable Path validators;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description =
                    "for a receipt, keys that parties sign bids with: a line 'account key' for each, in base64url")
    private @Nullable Path keys;

    @Spec
    protected CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new VerifyCommand()).execute(arguments));
    }

    @Override
    public Integer call() {
        try {
            return Files.isRegularFile(folder) ? verifyReceipt() : verify();
        } catch (IOException e) {
            return refuse(folder + " cannot be read: " + e);
        }
    }

    private int verifyReceipt() throws IOException {
        if (Files.size(folder) > Receipt.MOST_BYTES) {
            return refuse(folder + " is no receipt: it has more than " + Receipt.MOST_BYTES + " bytes");
        }
        byte[] file = Files.readAllBytes(folder);
        var changed = ForeignLineEnds.refusal(String.valueOf(folder.getFileName()), file);
        var refusal = changed.isPresent() ? changed : Receipt.refusalOf(file);
        if (refusal.isPresent()) {
            return refuse(folder + " is not read: " + refusal.get());
        }
        if (!Receipt.isOne(file)) {
            return refuse(folder + " is no receipt: its first line is not ems-receipt-1");
        }
        Trust trust;
        try {
            trust = trust();
        } catch (IllegalArgumentException e) {
            return refuse(e.getMessage());
        }
        var found = ReceiptVerifier.of(file, trust);
        spec.commandLine().getOut().println(folder + ": " + found);
        spec.commandLine().getOut().flush();
        return found instanceof ReceiptVerification.Wrong ? WRONG : RIGHT;
    }

    private Trust trust() throws IOException {
        var trust = trustedValidators();
        if (keys != null) {
            trust = trust.withKeys(lines(keys));
        }
        return anchors == null ? trust : trust.withAnchors(lines(anchors));
    }

    private Trust trustedValidators() throws IOException {
        return validators == null ? Trust.NOBODY : Trust.NOBODY.withValidators(lines(validators));
    }

    /** As Latin-1, which reads any bytes: what is no line of theirs is refused as such. */
    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    }

    private int verify() throws IOException {
        if (keys != null) {
            return refuse("--keys is for a receipt: a ledger's own registry holds them, and is verified");
        }
        List<LedgerFolder> ledgers = Files.isDirectory(folder) ? LedgerFolder.allIn(folder) : List.of();
        if (ledgers.isEmpty()) {
            return refuse(folder + " holds no ledger: there is no blocks.txt in it");
        }
        for (LedgerFolder ledger : ledgers) {
            var refusal = ledger.refusal();
            if (refusal.isPresent()) {
                return refuse(ledger.path() + " is not read: " + refusal.get());
            }
        }
        if (anchors != null && (ledgers.size() > 1 || !Files.isReadable(anchors))) {
            return refuse(
                    anchors + (ledgers.size() > 1 ? " can be the anchors of one ledger only" : " cannot be read"));
        }
        Optional<Validators> trusted;
        try {
            trusted = trustedValidators().validators();
        } catch (IllegalArgumentException e) {
            return refuse(e.getMessage());
        }
        return verify(ledgers, trusted);
    }

    private int verify(List<LedgerFolder> ledgers, Optional<Validators> trusted) throws IOException {
        int exitCode = RIGHT;
        var out = spec.commandLine().getOut();
        for (LedgerFolder ledger : ledgers) {
            var found = LedgerVerifier.of(ledger.path(), anchors == null ? ledger.anchors() : anchors, trusted);
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
