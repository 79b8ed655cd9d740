package ems.ledger.verify;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import ems.ledger.chain.HeaderText;
import ems.ledger.receipt.DemoReceipts;
import ems.ledger.tree.MerkleTree;
import ems.ledger.tree.Sha256;
import ems.market.ledger.BlockHeader;

import static org.assertj.core.api.Assertions.assertThat;

/** A line that this build does not know: sealed by a later build it is no fault of the ledger, and yet nothing is verified. */
class LaterBuildTest {

    private static final Sha256 SHA = new Sha256();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private List<String> blocks;
    private int lastBlock;

    @BeforeEach
    void readALedger() throws IOException {
        DemoReceipts.ledger(folder, 3, 3);
        Files.deleteIfExists(folder.resolve("anchors.txt"));
        blocks = new ArrayList<>(Files.readAllLines(folder.resolve("blocks.txt")));
        for (int line = 0; line < blocks.size(); line++) {
            lastBlock = blocks.get(line).startsWith(HeaderText.TAG) ? line : lastBlock;
        }
    }

    private int verify() throws IOException {
        Files.writeString(folder.resolve("blocks.txt"), String.join("\n", blocks) + "\n");
        return new CommandLine(new VerifyCommand()).setOut(new PrintWriter(out)).execute(folder.toString());
    }

    /** The newest block again, over the lines as they are now. */
    private void sealAgain() {
        var sealed = HeaderText.parse(blocks.get(lastBlock));
        List<byte[]> lines = blocks.subList(lastBlock + 1, blocks.size()).stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
        var header = new BlockHeader(
                sealed.key(),
                sealed.height(),
                lines.size(),
                HexFormat.of().formatHex(MerkleTree.over(lines, SHA).root()),
                sealed.states(),
                sealed.logRoot(),
                sealed.previous(),
                "");
        blocks.set(lastBlock, HeaderText.line(HeaderText.hashed(header, SHA)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weather|sunny|is of no known kind",
                "abandonment|no readings|17|is followed by more",
                "inventory|EV1|STOLEN|5|5|is no Cause: 'STOLEN'"
            })
    void aLineThatALaterBuildSealedIsNotReadAndNotCalledWrong(String lineAndWhy) throws IOException {
        int end = lineAndWhy.indexOf("|is ");
        blocks.add(lineAndWhy.substring(0, end));
        sealAgain();
        assertThat(verify()).isEqualTo(2);
        assertThat(out.toString())
                .contains(
                        "not verified, first unknown entry: grid home, block ",
                        lineAndWhy.substring(end + 1),
                        "it was sealed like this: take a build at least as new as the one that wrote it");
    }

    @Test
    void aLineThatWasChangedIntoAnUnknownOneIsWrong() throws IOException {
        blocks.set(lastBlock + 1, "weather|sunny");
        assertThat(verify()).isEqualTo(1);
        assertThat(out.toString())
                .contains("first wrong entry: grid home, block ", "the block's root shows that an entry was changed");
    }
}
