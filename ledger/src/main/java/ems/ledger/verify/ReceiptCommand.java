package ems.ledger.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import ems.ledger.receipt.Receipt;
import ems.ledger.receipt.ReceiptVerifier;
import ems.ledger.receipt.Trust;
import ems.market.record.MatchId;

/** {@code receipt MATCH}: exit code 0 if it is written, 1 if the ledger does not prove the match, 2 if there is none. */
@Command(
        name = "receipt",
        mixinStandardHelpOptions = true,
        description = "Writes what an exported ledger proves of one match, for ./ems verify on any machine.")
public final class ReceiptCommand implements Callable<Integer> {

    private static final int RIGHT = 0;
    private static final int WRONG = 1;
    private static final int UNREADABLE = 2;

    @Parameters(paramLabel = "MATCH", description = "its id, like 2019-08-04T00:05:00Z~L1~EV3")
    private String match;

    @Option(
            names = "--from",
            paramLabel = "FOLDER",
            description = "a ledger's folder, or one with ledgers in it; without it the current one")
    private Path from = Path.of(".");

    @Option(names = "--out", paramLabel = "FILE", description = "without it <match>.receipt, with dashes for colons")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            var receipt = new ExportedReceipts(from).receipt(new MatchId(match));
            Path file = out == null ? Path.of(receipt.match().text().replace(':', '-') + ".receipt") : out;
            Files.writeString(file, receipt.text(), StandardCharsets.UTF_8);
            return print(file, receipt);
        } catch (IllegalStateException e) {
            return refuse(WRONG, e.getMessage());
        } catch (IllegalArgumentException e) {
            return refuse(UNREADABLE, e.getMessage());
        } catch (IOException e) {
            return refuse(UNREADABLE, "the receipt cannot be made: " + e);
        }
    }

    private int print(Path file, Receipt receipt) {
        var written = spec.commandLine().getOut();
        written.println(file + ": " + ReceiptVerifier.of(receipt, Trust.NOBODY));
        written.flush();
        return RIGHT;
    }

    private int refuse(int code, String why) {
        spec.commandLine().getErr().println(why);
        spec.commandLine().getErr().flush();
        return code;
    }
}
