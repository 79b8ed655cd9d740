package ems.ledger.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
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

import ems.ledger.checkpoint.Extension;
import ems.ledger.checkpoint.KeptCheckpoint;
import ems.ledger.export.ExportedEntries;
import ems.ledger.export.ForeignLineEnds;
import ems.ledger.export.LedgerFolder;
import ems.ledger.receipt.Receipt;
import ems.ledger.receipt.ReceiptVerification;
import ems.ledger.receipt.ReceiptVerifier;
import ems.ledger.receipt.Trust;
import ems.ledger.validator.Quorum;
import ems.ledger.verify.Verification.Verified;
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

    @Option(
            names = "--since",
            paramLabel = "CHECKPOINT",
            description = "for a ledger, a checkpoint that you kept: shows that the ledger goes on from it")
    private @Nullable Path since;

    @Option(
            names = "--proof",
            paramLabel = "FILE",
            description = "with --since, writes the consistency proof for others, who do not have the ledger")
    private @Nullable Path proof;

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
        if (since != null) {
            return refuse("--since is for a ledger: a receipt names its own checkpoint");
        }
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
        if (since == null) {
            return proof == null
                    ? verify(ledgers, trusted, Optional.empty())
                    : refuse("--proof needs --since: the checkpoint from which the proof leads");
        }
        if (ledgers.size() > 1) {
            return refuse(since + " can be the checkpoint of one ledger only");
        }
        if (!Files.isRegularFile(since)) {
            return refuse(
                    since + (Files.exists(since) ? " is no file: name the file of a checkpoint" : " is not there"));
        }
        KeptCheckpoint kept;
        try {
            kept = KeptCheckpoint.parse(Files.readAllBytes(since));
        } catch (IllegalArgumentException e) {
            return refuse(since + " is no checkpoint: " + e.getMessage());
        } catch (IOException e) {
            return refuse(since + " cannot be read: is it yours to read?");
        }
        if (kept.checkpoint().size() == 0) {
            return refuse(since + " is a checkpoint of 0 blocks: it shows nothing");
        }
        return verify(ledgers, trusted, Optional.of(kept));
    }

    private int verify(List<LedgerFolder> ledgers, Optional<Validators> trusted, Optional<KeptCheckpoint> kept)
            throws IOException {
        int exitCode = RIGHT;
        Optional<Validators> keepers = trusted;
        var out = spec.commandLine().getOut();
        for (LedgerFolder ledger : ledgers) {
            var found = LedgerVerifier.of(ledger.path(), anchors == null ? ledger.anchors() : anchors, trusted);
            out.println(ledger.path() + ": " + found);
            out.flush();
            if (trusted.isPresent() && kept.isPresent() && found instanceof Verified verified) {
                keepers = verified.signers(kept.get().checkpoint().size() - 1).or(() -> trusted);
            }
            int code = found instanceof Wrong wrong ? codeOf(wrong) : RIGHT;
            exitCode = exitCode == WRONG || code == RIGHT ? exitCode : code;
        }
        return kept.isPresent() && exitCode == RIGHT ? compare(ledgers.get(0), kept.get(), keepers) : exitCode;
    }

    private static int codeOf(Wrong found) {
        return found.entry().unknown() ? UNREADABLE : WRONG;
    }

    /**
     * The ledger is verified: whether it goes on from what was kept.
     *
     * @param keepers who must have signed what was kept; empty: anybody
     */
    private int compare(LedgerFolder ledger, KeptCheckpoint kept, Optional<Validators> keepers) throws IOException {
        if (keepers.isPresent()) {
            var note = kept.note();
            if (note.isEmpty()) {
                return refuse(since + " carries no signature, and --validators says who must sign");
            }
            try {
                Quorum.of(keepers.get()).refuseUnlessSigned(note.get());
            } catch (IllegalArgumentException e) {
                return refuse(since + " is not to be trusted: " + e.getMessage());
            }
        }
        var headers = new ExportedEntries(ledger.path()).headers();
        if (headers.isEmpty()) {
            return refuse(ledger.path() + " has no block that could be compared with a checkpoint");
        }
        var grid = headers.get(0).key().grid();
        var extension = Extension.of(
                kept.checkpoint(),
                grid,
                headers.stream()
                        .map(header -> HexFormat.of().parseHex(header.hash()))
                        .toList());
        spec.commandLine().getOut().println(ledger.path() + ": " + extension);
        spec.commandLine().getOut().flush();
        if (proof != null && extension.proof().isPresent()) {
            try {
                Files.writeString(proof, Extension.json(grid, extension.proof().get()) + "\n");
            } catch (IOException e) {
                return refuse("the proof cannot be written to " + proof + ": is its folder there, and yours to write?");
            }
        }
        return extension.fault().isPresent() ? WRONG : RIGHT;
    }

    private int refuse(String why) {
        spec.commandLine().getErr().println(why);
        spec.commandLine().getErr().flush();
        return UNREADABLE;
    }
}
