package ems.ledger.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import ems.ledger.key.SigningKey;
import ems.ledger.note.NoteSigner;
import ems.ledger.receipt.DemoReceipts;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code receipt} writes what {@code verify} reads. */
class ReceiptCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(Object command, Object... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
    }

    private int receipt(Object... arguments) {
        return execute(new ReceiptCommand(), arguments);
    }

    private int verify(Object... arguments) {
        return execute(new VerifyCommand(), arguments);
    }

    private Path ledger() throws IOException {
        return DemoReceipts.ledger(folder.resolve("study").resolve("ledger"), 7, 6);
    }

    private Path written(Path ledger) throws IOException {
        var file = folder.resolve("mine.receipt");
        assertThat(receipt(DemoReceipts.settled(ledger).get(0), "--from", ledger, "--out", file))
                .isZero();
        return file;
    }

    @Test
    void aReceiptIsWrittenAndVerified() throws IOException {
        var file = written(ledger());
        assertThat(out.toString()).startsWith(file + ": verified: EV").hasLineCount(1);
        assertThat(verify(file)).isZero();
        assertThat(out.toString().lines().distinct()).hasSize(1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void itsNameIsThatOfTheMatchWithoutColons() throws IOException {
        var match = DemoReceipts.settled(ledger()).get(0);
        var file = Path.of(match.text().replace(':', '-') + ".receipt");
        try {
            assertThat(receipt(match, "--from", folder)).isZero();
            assertThat(verify(file)).isZero();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Test
    void aChangedReceiptIsWrong() throws IOException {
        var file = written(ledger());
        Files.writeString(file, Files.readString(file).replaceFirst("\\|settlement\\|", "|settlment|"));
        assertThat(verify(file)).isEqualTo(1);
        assertThat(out.toString()).contains("wrong: line ", "is of no known kind");
    }

    @Test
    void anchorsOfTheOwner() throws IOException {
        var ledger = ledger();
        var file = written(ledger);
        assertThat(verify(file, "--anchors", ledger.resolve("anchors.txt"))).isZero();
        var other = DemoReceipts.ledger(folder.resolve("other"), 8, 6);
        assertThat(verify(file, "--anchors", other.resolve("anchors.txt"))).isEqualTo(1);
        assertThat(out.toString())
                .contains("your own anchors hold it", "it is not the block that was anchored, with hash");
    }

    @Test
    void validatorsOfTheOwner() throws IOException {
        List<NoteSigner> units = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new NoteSigner("rsu" + i, SigningKey.generate(new SecureRandom())))
                .toList();
        DemoReceipts.signed(folder.resolve("signed"), 3, units);
        var file = written(folder.resolve("signed"));
        String keys = units.stream().map(unit -> unit.verifier().text() + "\n").reduce("", String::concat);
        var trusted = Files.writeString(folder.resolve("trusted"), "quorum 2\n" + keys);
        assertThat(verify(file, "--validators", trusted)).isZero();
        assertThat(out.toString()).contains("signed by rsu1, rsu2, rsu3, whom you trust");
        var fewer = Files.writeString(
                folder.resolve("fewer"), "quorum 1\n" + keys.lines().findFirst().orElseThrow());
        assertThat(verify(file, "--validators", fewer)).isEqualTo(1);
        var broken = Files.writeString(folder.resolve("broken"), keys);
        assertThat(verify(file, "--validators", broken)).isEqualTo(2);
        assertThat(verify(folder.resolve("signed"), "--validators", broken)).isEqualTo(2);
        assertThat(err.toString()).contains("the first line is not 'quorum N'");
    }

    @Test
    void whatCannotBeReadOrMade() throws IOException {
        var ledger = ledger();
        assertThat(receipt("2019-08-04T00:05:00Z~L1~EV9", "--from", ledger)).isEqualTo(2);
        assertThat(receipt("nonsense", "--from", ledger)).isEqualTo(2);
        assertThat(receipt("nonsense", "--from", folder.resolve("nowhere"))).isEqualTo(2);
        assertThat(receipt(DemoReceipts.settled(ledger).get(0), "--from", ledger, "--out", folder))
                .isEqualTo(2);
        assertThat(verify(ledger.resolve("anchors.txt"))).isEqualTo(2);
        assertThat(verify(written(ledger), "--anchors", folder.resolve("nowhere")))
                .isEqualTo(2);
        assertThat(verify(ledger, "--validators", ledger.resolve("anchors.txt")))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(
                        "has no match 2019-08-04T00:05:00Z~L1~EV9",
                        "'nonsense' is not the id of a match",
                        "holds no ledger",
                        "the receipt cannot be made",
                        "is no receipt: its first line is not ems-receipt-1",
                        "cannot be read",
                        "the first line is not 'quorum N'");
    }

    @Test
    void aLedgerThatDoesNotProveItIsTold() throws IOException {
        var ledger = ledger();
        var match = DemoReceipts.settled(ledger).get(0);
        var blocks = ledger.resolve("blocks.txt");
        Files.writeString(
                blocks, Files.readString(blocks).replaceFirst("(?m)^standing\\|(EV.)\\|yes\\|0", "standing|$1|yes|1"));
        Files.writeString(
                blocks,
                Files.readString(blocks)
                        .replace("settlement|" + match + "|STORED", "settlement|" + match + "|RELEASED"));
        Files.writeString(
                blocks,
                Files.readString(blocks)
                        .replaceFirst("(?m)^exchange\\|" + match + "\\|.*$", "exchange|" + match + "|0|STORED|1|1"));
        assertThat(receipt(match, "--from", ledger, "--out", folder.resolve("none")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("does not prove what it says of match " + match);
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
