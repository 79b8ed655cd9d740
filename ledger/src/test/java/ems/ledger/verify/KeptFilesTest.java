package ems.ledger.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A ledger and a receipt that an early build wrote are verified by every later one; what a later build wrote is refused by name.
 * The files are of a real run, and never made anew.
 */
class KeptFilesTest {

    private static final String HEAD = "0967ffb5022201cf803dc26b8ff65852e459028d24c22a2c8f0a60980dcc1e5f";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void bringTheKeptFiles() throws IOException {
        try (var kept = new ZipInputStream(kept("ledger.zip"))) {
            for (var file = kept.getNextEntry(); file != null; file = kept.getNextEntry()) {
                Files.copy(kept, folder.resolve(file.getName()));
            }
        }
    }

    private static InputStream kept(String name) {
        return requireNonNull(KeptFilesTest.class.getResourceAsStream("/ems/ledger/kept/" + name));
    }

    private int verify(Path file) {
        return new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(file.toString());
    }

    @Test
    void theKeptLedgerIsVerified() {
        assertThat(verify(folder)).isZero();
        assertThat(out.toString()).contains("verified: 119 blocks, 7335 entries, head " + HEAD);
    }

    @Test
    void oneChangedFigureOfTheKeptLedgerIsFound() throws IOException {
        replaceInBlocks(
                "settlement\\|2020-06-21T14:48:00Z~R2~EV4\\|STORED\\|vehicle:EV4\\|prosumer:R2\\|23032000", "$0" + "1");

        assertThat(verify(folder)).isEqualTo(1);
    }

    @Test
    void theKeptReceiptWithWhatAMeterSignedIsVerified() throws IOException {
        assertThat(verify(receipt("measured-receipt.txt"))).isZero();
        assertThat(out.toString())
                .contains(
                        "EV1 stored 0.055867119 kWh of L2",
                        "The meter of EV1's charger signed that at most 0.06 kWh went in");
    }

    @Test
    void theKeptReceiptIsVerified() throws IOException {
        var receipt = receipt();

        assertThat(verify(receipt)).isZero();
        assertThat(out.toString()).contains("EV1 stored 0.012983889 kWh of Z0", "signed by");
    }

    @Test
    void aNewerLedgerIsRefusedByName() throws IOException {
        replaceInBlocks("(?m)^ems-block-2\\|", "ems-block-3|");

        assertThat(verify(folder)).isEqualTo(2);
        assertThat(err.toString()).contains("it has the format ems-block-3, and this build reads ems-block-2");
    }

    @Test
    void aNewerBlockAmongOthersIsRefusedByName() throws IOException {
        replaceInBlocks("(?m)^ems-block-2(\\|demo\\|[^|]*\\|118\\|)", "ems-block-3$1");

        assertThat(verify(folder)).isEqualTo(2);
        assertThat(out.toString())
                .contains("block 118", "it has the format ems-block-3, and this build reads ems-block-2");
    }

    @Test
    void aLedgerFromBeforeTheFirstReleaseIsRefusedByName() throws IOException {
        replaceInBlocks("(?m)^ems-block-2\\|", "ems-block-1|");

        assertThat(verify(folder)).isEqualTo(2);
        assertThat(err.toString()).contains("it has the format ems-block-1 of a build before the first release");
    }

    @Test
    void aNewerReceiptIsRefusedByName() throws IOException {
        var receipt = receipt();
        Files.writeString(receipt, Files.readString(receipt).replaceFirst("ems-receipt-1", "ems-receipt-12"));

        assertThat(verify(receipt)).isEqualTo(2);
        assertThat(err.toString()).contains("it has the format ems-receipt-12, and this build reads ems-receipt-7");
    }

    private void replaceInBlocks(String pattern, String by) throws IOException {
        var blocks = folder.resolve("blocks.txt");
        String text = Files.readString(blocks);
        String changed = text.replaceAll(pattern, by);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(blocks, changed);
    }

    private Path receipt() throws IOException {
        return receipt("receipt.txt");
    }

    private Path receipt(String name) throws IOException {
        var receipt = folder.resolve("receipt.txt");
        try (var kept = kept(name)) {
            Files.copy(kept, receipt);
        }
        return receipt;
    }
}
