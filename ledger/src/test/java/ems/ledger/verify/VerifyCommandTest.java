package ems.ledger.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

import ems.ledger.chain.Checkpoints;
import ems.ledger.export.ExportedEntries;
import ems.ledger.fixture.DemoMarket;
import ems.ledger.memory.StudyBooks;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;

import static org.assertj.core.api.Assertions.assertThat;

class VerifyCommandTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int verify(Object... arguments) {
        var texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        return new CommandLine(new VerifyCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(texts);
    }

    private Path ledger(String name) throws IOException {
        var ledger = folder.resolve(name).resolve("ledger");
        try (var books = StudyBooks.exportingTo(ledger, DemoMarket.GRID)) {
            new DemoMarket(2, 1, 1, books, books).open().run(2);
        }
        return ledger;
    }

    @Test
    void aLedgerThatIsRight() throws IOException {
        assertThat(verify(ledger("run"))).isZero();
        assertThat(out.toString())
                .contains("verified: 3 blocks, ", " entries, head ")
                .hasLineCount(1);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        blocks.txt  | \\r\\n | has lines that end with CR LF
        blocks.txt  | \\r    | has lines that end with CR:
        blocks.txt  | mark   | begins with a byte order mark
        anchors.txt | \\r\\n | has lines that end with CR LF
        """)
    void changedLineEndsAreToldAsThat(String name, String end, String told) throws IOException {
        var file = ledger("run").resolve(name);
        String text = Files.exists(file) ? Files.readString(file) : "0|" + "ab".repeat(32) + "\n";
        Files.writeString(
                file,
                end.equals("mark")
                        ? "\uFEFF" + text
                        : text.replace("\n", end.replace("\\r", "\r").replace("\\n", "\n")));
        assertThat(verify(file.getParent())).isEqualTo(2);
        assertThat(err.toString())
                .contains(name + " " + told)
                .contains("something changed its line ends on the way")
                .doesNotContain("wrong entry")
                .hasLineCount(1);
    }

    @Test
    void aReceiptWithChangedLineEndsIsToldAsThat() throws IOException {
        var receipt = Files.writeString(folder.resolve("match.receipt"), "ems-receipt-1\r\nmatch|x\r\n");
        assertThat(verify(receipt)).isEqualTo(2);
        assertThat(err.toString()).contains("match.receipt has lines that end with CR LF");
    }

    @Test
    void aStudysFolderWithOneWrongLedger() throws IOException {
        ledger("greedy-1");
        var changed = ledger("optimal-1").resolve("blocks.txt");
        Files.writeString(
                changed, Files.readString(changed).replaceFirst("(?m)^standing\\|EV1\\|yes", "standing|EV1|no"));
        assertThat(verify(folder)).isEqualTo(1);
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("greedy-1", "verified: "),
                        line -> assertThat(line).contains("optimal-1", "first wrong entry: grid home, block "));
    }

    @Test
    void anchorsOfTheAuditor() throws IOException {
        var ledger = ledger("run");
        var own = Files.writeString(folder.resolve("mine.txt"), "0 " + "a".repeat(64) + "\n");
        assertThat(verify(ledger, "--anchors", own)).isEqualTo(1);
        assertThat(out.toString()).contains("block 0", "not the block that was anchored");
    }

    @Test
    void oneFileOfAnchorsFitsOneLedger() throws IOException {
        ledger("a");
        var anchors = ledger("b").resolve("anchors.txt");
        assertThat(verify(folder, "--anchors", anchors)).isEqualTo(2);
        assertThat(err.toString()).contains("one ledger only");
    }

    @Test
    void whatCannotBeRead() {
        assertThat(verify(folder)).isEqualTo(2);
        assertThat(verify(folder.resolve("nowhere"))).isEqualTo(2);
        assertThat(verify()).isEqualTo(2);
        assertThat(verify(folder, "--anchors", folder.resolve("nowhere"))).isEqualTo(2);
        assertThat(err.toString()).contains("holds no ledger");
        assertThat(out.toString()).isEmpty();
    }

    /** The checkpoint of so many blocks of the ledger, as somebody kept it. */
    private Path kept(Path ledger, int blocks) throws IOException {
        var hashes = new ExportedEntries(ledger)
                .headers().stream()
                        .limit(blocks)
                        .map(header -> HexFormat.of().parseHex(header.hash()))
                        .toList();
        var root = MerkleTree.over(hashes, new Sha256()).root();
        return Files.writeString(
                folder.resolve("kept.txt"),
                Checkpoints.of(DemoMarket.GRID, blocks, root).text());
    }

    @Test
    void aLedgerThatGoesOnFromWhatWasKept() throws IOException {
        var ledger = ledger("run");
        var proof = folder.resolve("proof.json");
        assertThat(verify(ledger, "--since", kept(ledger, 2), "--proof", proof)).isZero();
        assertThat(out.toString())
                .contains("extends the checkpoint of 2 blocks with root ")
                .contains(": 1 block has come since, and none before was changed")
                .hasLineCount(2);
        assertThat(Files.readString(proof))
                .matches("\\{\"grid\":\"home\",\"from\":2,\"to\":3,\"path\":\\[\"[0-9a-f]{64}\"]}\n");
    }

    @Test
    void aLedgerWhoseTailIsCut() throws IOException {
        var ledger = ledger("run");
        var kept = kept(ledger, 3);
        Files.writeString(kept, Files.readString(kept).replace("\n3\n", "\n5\n"));
        assertThat(verify(ledger, "--since", kept)).isEqualTo(1);
        assertThat(out.toString())
                .contains("wrong: it has 3 blocks, and the checkpoint names 5: its last 2 are cut off");
    }

    @Test
    void aLedgerThatWasWrittenAnew() throws IOException {
        var ledger = ledger("run");
        var kept = kept(ledger, 2);
        Files.writeString(kept, Files.readString(kept).replace("\n2\n", "\n1\n"));
        assertThat(verify(ledger, "--since", kept)).isEqualTo(1);
        assertThat(out.toString()).contains("wrong: its first 1 blocks are not those of the checkpoint");
        Files.writeString(kept, Files.readString(kept).replace("ems/home", "ems/away"));
        assertThat(verify(ledger, "--since", kept)).isEqualTo(1);
        assertThat(out.toString()).contains("the checkpoint is one of ems/away, and the ledger is ems/home");
    }

    @Test
    void aCheckpointWithFurtherLines() throws IOException {
        var ledger = ledger("run");
        var kept = kept(ledger, 2);
        Files.writeString(kept, Files.readString(kept) + "more\n");
        assertThat(verify(ledger, "--since", kept)).isEqualTo(1);
        assertThat(out.toString()).contains("wrong: the checkpoint has further lines, and a ledger's has none: more");
    }

    @Test
    void theFindingIsPrintedThoughTheProofCannotBeWritten() throws IOException {
        var ledger = ledger("run");
        var proof = folder.resolve("none").resolve("proof.json");
        assertThat(verify(ledger, "--since", kept(ledger, 2), "--proof", proof)).isEqualTo(2);
        assertThat(out.toString()).contains("extends the checkpoint of 2 blocks with root ");
        assertThat(err.toString()).contains("the proof cannot be written to " + proof + ": is its folder there");
    }

    @Test
    void whatIsNoCheckpointIsNotCompared() throws IOException {
        var ledger = ledger("run");
        assertThat(verify(ledger, "--since", folder.resolve("none"))).isEqualTo(2);
        assertThat(err.toString()).contains("none is not there");
        assertThat(verify(ledger, "--since", ledger.resolve("blocks.txt"))).isEqualTo(2);
        assertThat(err.toString()).contains("is no checkpoint");
        assertThat(verify(ledger, "--since", folder)).isEqualTo(2);
        assertThat(err.toString()).contains(folder + " is no file: name the file of a checkpoint");
        var kept = kept(ledger, 2);
        Files.writeString(kept, Files.readString(kept).replace("\n2\n", "\n0\n"));
        assertThat(verify(ledger, "--since", kept, "--proof", folder.resolve("proof.json")))
                .isEqualTo(2);
        assertThat(err.toString()).contains("kept.txt is a checkpoint of 0 blocks: it shows nothing");
        assertThat(out.toString()).isEmpty();
        assertThat(verify(ledger, "--proof", folder.resolve("proof.json"))).isEqualTo(2);
        assertThat(err.toString()).contains("--proof needs --since");
    }
}
